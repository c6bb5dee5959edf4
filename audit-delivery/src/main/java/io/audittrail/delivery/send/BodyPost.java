package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Acknowledgement.Rejection;
import io.audittrail.delivery.send.Reply.Kind;
import io.audittrail.wire.Numbering;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts ingest bodies as they are, one at a time; not safe for use by several threads. */
public final class BodyPost implements AutoCloseable {
  private static final Timeouts TIMEOUTS = new Timeouts(5_000, 30_000);

  private final HttpTransport transport;

  /**
   * Makes one.
   *
   * @param url the address of the ingest endpoint
   * @param trust whom to trust; null for the JDK's trust anchors
   */
  public BodyPost(URI url, BearerToken token, @Nullable TrustAnchors trust) {
    this.transport = new HttpTransport(new Endpoint(url, token, trust, null), TIMEOUTS, false);
  }

  /**
   * What came of a body with one event.
   *
   * @param stored whether the collector has it
   * @param refused whether the collector refuses it for good, or fails at it
   * @param message why it is not stored, for people to read
   */
  public record Outcome(boolean stored, boolean refused, String message) {}

  /**
   * Posts a body with one event.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public Outcome post(byte[] body) throws InterruptedException {
    Reply reply = transport.postBody(body, 1);
    return switch (reply.kind()) {
      case ACKNOWLEDGED -> {
        List<Rejection> rejected = reply.acknowledgement().rejected();
        yield rejected.isEmpty()
            ? new Outcome(true, false, "stored")
            : new Outcome(false, true, rejected.get(0).message());
      }
      case MALFORMED, TOO_LARGE, FAILED -> new Outcome(false, true, reply.message());
      default -> new Outcome(false, false, reply.message());
    };
  }

  /**
   * What came of a batch.
   *
   * @param done whether the collector has dealt with each record
   * @param divisible whether less of it may be taken, or one record may be what it refuses
   * @param refused what it refuses for good, by index, and why
   * @param message why it is not done, for people to read
   */
  public record BatchOutcome(
      boolean done, boolean divisible, Map<Integer, String> refused, String message) {}

  /**
   * Posts records that follow each other, with their numbers; there may be none, to say the last
   * number.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public BatchOutcome post(List<byte[]> records, Numbering numbering) throws InterruptedException {
    Reply reply = transport.post(records, numbering);
    Map<Integer, String> refused = new HashMap<>();
    reply.acknowledgement().rejected().forEach(r -> refused.put(r.index(), r.message()));
    boolean divisible = reply.kind() == Kind.MALFORMED || reply.kind() == Kind.TOO_LARGE;
    if (divisible && records.size() == 1) {
      refused.put(0, reply.message());
    }
    boolean done = reply.kind() == Kind.ACKNOWLEDGED || (divisible && records.size() <= 1);
    return new BatchOutcome(done, divisible, refused, reply.message());
  }

  @Override
  public void close() {
    transport.close();
  }
}
