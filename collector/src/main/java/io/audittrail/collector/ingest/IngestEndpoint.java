package io.audittrail.collector.ingest;

import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.producer.Numbering;
import io.audittrail.collector.store.producer.ProducerNumber;
import io.audittrail.collector.wire.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/audit_events} of contract A: takes events in and answers after the commit.
 *
 * <p>A body is read as a whole before anything is stored; an event that is bad is rejected alone.
 */
public final class IngestEndpoint implements Endpoint {
  private static final String RETRY_SECONDS = "10";

  private final EventStore store;
  private final DiskReserve reserve;
  private final IngestListener listener;
  private final TextCache texts = new TextCache();

  /**
   * Makes an endpoint that fills the given store, leaves the reserve free, and tells the listener
   * what it took.
   */
  public IngestEndpoint(EventStore store, DiskReserve reserve, IngestListener listener) {
    this.store = store;
    this.reserve = reserve;
    this.listener = listener;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Optional<String> shortage = reserve.shortage();
    return shortage.isEmpty()
        ? take(call)
        : CompletableFuture.completedStage(
            Answer.error(503, shortage.get()).with("Retry-After", RETRY_SECONDS));
  }

  private CompletionStage<Answer> take(Call call) {
    IngestBodyReader.Contents contents = IngestBodyReader.read(call.body(), texts);
    String writer = call.requireToken().tenant();
    Intake intake = new Intake(contents, writer);
    Numbering numbering = intake.numbering();
    boolean unnumbered = numbering.equals(Numbering.NONE);
    if (intake.records.isEmpty() && contents.descriptions().isEmpty() && unnumbered) {
      return CompletableFuture.completedStage(
          answer(call, intake, new BatchResult(0, 0, List.of())));
    }
    IncomingBatch batch =
        new IncomingBatch(
            intake.records,
            contents.descriptions(),
            writer,
            Math.max(1, call.body().length),
            numbering);
    return store
        .append(batch)
        .whenCompleteAsync((result, failure) -> {}, call.executor()) // not the writer's thread
        .thenApply(result -> answer(call, intake, result));
  }

  private Answer answer(Call call, Intake intake, BatchResult result) {
    int invalid = intake.rejections.size();
    listener.answered(intake.records.size() + invalid, call.body().length, invalid);
    return intake.answer(result);
  }

  /** The events of one request that go to the store, and those that do not. */
  private static final class Intake {
    private final List<EventRecord> records;
    private final List<@Nullable ProducerNumber> numbers;
    private final List<ProducerNumber> refusedNumbers;
    private final List<ProducerNumber> ends;
    private final List<Integer> indexes = new ArrayList<>();
    private final List<Rejection> rejections;
    private final List<RejectedResource> rejectedResources;

    Intake(IngestBodyReader.Contents contents, @Nullable String writer) {
      records = new ArrayList<>(contents.events().size());
      numbers = new ArrayList<>(contents.events().size());
      rejections = new ArrayList<>(contents.rejections());
      rejectedResources = contents.rejectedResources();
      refusedNumbers = new ArrayList<>(contents.refusedNumbers());
      ends = contents.ends();
      EventCheck check = new EventCheck(contents.tenantsOfUsers(), writer);
      for (ReadEvent event : contents.events()) {
        ProducerNumber number = event.number();
        try {
          records.add(check.complete(event));
          indexes.add(event.index);
          numbers.add(number);
        } catch (RejectedException e) {
          if (number != null) {
            refusedNumbers.add(number);
          }
          rejections.add(new Rejection(event.index, event.id, String.valueOf(e.getMessage())));
        }
      }
    }

    Numbering numbering() {
      boolean numbered = numbers.stream().anyMatch(Objects::nonNull);
      return new Numbering(numbered ? numbers : List.of(), refusedNumbers, ends);
    }

    Answer answer(BatchResult result) {
      for (int taken : result.takenNumbers()) {
        ProducerNumber number = Objects.requireNonNull(numbers.get(taken));
        rejections.add(new Rejection(indexes.get(taken), records.get(taken).id(), taken(number)));
      }
      for (int conflict : result.conflicts()) {
        rejections.add(
            new Rejection(
                indexes.get(conflict),
                records.get(conflict).id(),
                "conflict: an event with this event_id and exact time is stored already, with other"
                    + " content"));
      }
      return Answer.ok(IngestAnswer.json(result, rejections, rejectedResources));
    }

    private static String taken(ProducerNumber number) {
      return "conflict: producer_sequence "
          + number.number()
          + " of "
          + Quoted.of(number.producer())
          + " is another event's";
    }
  }
}
