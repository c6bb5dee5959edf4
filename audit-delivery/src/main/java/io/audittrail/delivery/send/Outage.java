package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Reply.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the time in which a collector takes nothing: of each kind of trouble at once, and every
 * ten seconds that it goes on or comes again. Not safe for use by several threads.
 */
final class Outage {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final URI uri;
  private final SendObserver observer;
  private final Map<Kind, RateLimit> limits = new EnumMap<>(Kind.class);
  private int attempts;
  private boolean told;
  private @Nullable String tokenTrouble;

  Outage(URI uri, SendObserver observer) {
    this.uri = uri;
    this.observer = observer;
  }

  /** An attempt has failed. */
  void goesOn(Reply reply) {
    attempts++;
    Kind kind = reply.kind();
    if (limits.computeIfAbsent(kind, k -> new RateLimit(PERIOD)).tryAcquire()) {
      told = true;
      String what =
          kind == Kind.REFUSED ? " refuses events, check the settings: " : " takes no events: ";
      observer.warn(
          uri + what + reply.message() + " (attempt " + attempts + "; it is tried again)",
          reply.cause());
    }
  }

  /** An attempt got an answer that is none of an outage; returns whether there was one. */
  boolean ended() {
    boolean was = attempts > 0;
    if (told) {
      observer.info(uri + " takes events again, after " + attempts + " attempts");
    }
    attempts = 0;
    told = false;
    return was;
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
