package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Reply.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the time in which a collector takes nothing: its beginning and its end at once, and
 * every ten seconds that it goes on. Not safe for use by several threads.
 */
final class Outage {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final URI uri;
  private final SendObserver observer;
  private RateLimit limit = new RateLimit(PERIOD);
  private @Nullable Kind kind;
  private int attempts;
  private @Nullable String tokenTrouble;

  Outage(URI uri, SendObserver observer) {
    this.uri = uri;
    this.observer = observer;
  }

  /** An attempt has failed. */
  void goesOn(Reply reply) {
    if (kind != reply.kind()) {
      kind = reply.kind();
      limit = new RateLimit(PERIOD);
    }
    attempts++;
    if (limit.tryAcquire()) {
      String what =
          kind == Kind.REFUSED ? " refuses events, check the settings: " : " takes no events: ";
      observer.warn(
          uri + what + reply.message() + " (attempt " + attempts + "; it is tried again)",
          reply.cause());
    }
  }

  /** An attempt got an answer that is none of an outage. */
  void ended() {
    if (kind != null) {
      observer.info(uri + " takes events again, after " + attempts + " attempts");
      kind = null;
      attempts = 0;
    }
  }

  /** The token was read again. */
  void token(boolean changed, @Nullable String trouble) {
    if (changed) {
      observer.info("tokenFile was read again, its token has changed");
    }
    if (trouble != null && !Objects.equals(trouble, tokenTrouble)) {
      observer.warn(trouble, null);
    }
    tokenTrouble = trouble;
  }
}
