package io.audittrail.collector.query.follow;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.wire.Quoted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/audit_events/follow}: sends events in the order in which they are committed,
 * as they are, and records that somebody began to follow.
 */
public final class FollowEndpoint implements Endpoint {
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  private final Followers followers;
  private final ReadRecorder recorder;

  /** Makes an endpoint for those who follow. */
  public FollowEndpoint(Followers followers) {
    this.followers = followers;
    this.recorder = new ReadRecorder(followers.store());
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    long after = after(call);
    FollowForm form = FollowForm.of(call.headers().get("Accept"));
    followers.enter();
    boolean follows = false;
    try {
      recorder.record(
          token,
          json -> {
            json.writeStringField("endpoint", "follow");
            json.writeNumberField("after", after);
          });
      Follower follower = new Follower(followers, token.tenant(), form, after);
      follows = true;
      return CompletableFuture.completedStage(Answer.streamed(form.contentType(), follower));
    } finally {
      if (!follows) {
        followers.leave();
      }
    }
  }

  private long after(Call call) {
    long last = followers.store().lastSequence();
    String resumed = call.headers().get("Last-Event-ID");
    String asked = call.target().parameters().single("after");
    if (resumed != null) {
      return sequence("Last-Event-ID", resumed, last);
    }
    return asked == null ? last : sequence("after", asked, last);
  }

  private static long sequence(String name, String text, long last) {
    if (!SEQUENCE.matcher(text).matches() || Long.parseLong(text) > last) {
      throw new Refusal(
          400,
          name
              + " was "
              + Quoted.of(text)
              + ", allowed are 0 to "
              + last
              + ", the last sequence number of this store");
    }
    return Long.parseLong(text);
  }
}
