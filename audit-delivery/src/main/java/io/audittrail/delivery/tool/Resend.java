package io.audittrail.delivery.tool;

import io.audittrail.delivery.send.BearerToken;
import io.audittrail.delivery.send.BodyPost;
import io.audittrail.delivery.send.BodyPost.Outcome;
import io.audittrail.delivery.send.TrustAnchors;
import io.audittrail.delivery.spool.file.DeadLetterBox;
import io.audittrail.delivery.spool.file.DeadLetterBox.Taken;
import io.audittrail.delivery.spool.file.Orphan;
import io.audittrail.delivery.spool.file.SpoolListener;
import io.audittrail.delivery.spool.file.SpoolOwner;
import io.audittrail.delivery.spool.file.SpoolSurvey;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts what waits in spools whose process has ended, and rejected events again, as they were sent,
 * with their numbers, so that a collector recognises what it has. What it refuses, or does not
 * take, stays where it is.
 */
final class Resend {
  private static final String BODY = ",\"body\":";

  private final URI url;
  private final SpoolOwner owner;
  private final boolean named;
  private final BearerToken token;
  private final @Nullable TrustAnchors trust;
  private int stored;
  private int refused;
  private int left;
  private @Nullable String trouble;

  private Resend(Arguments arguments) throws URISyntaxException {
    String base = arguments.require("--url").replaceFirst("/+$", "");
    this.url = new URI(base + "/api/v1/audit_events");
    this.owner = new SpoolOwner(arguments.find("--producer").orElse("unknown"), base);
    this.named = arguments.find("--spool").isPresent();
    this.token =
        arguments
            .find("--token-file")
            .map(Path::of)
            .map(BearerToken::in)
            .orElse(BearerToken.none());
    this.trust = arguments.find("--ca-file").map(Path::of).map(TrustAnchors::in).orElse(null);
  }

  static Resend of(Arguments arguments) {
    try {
      Resend resend = new Resend(arguments);
      if (!WireLimits.isToken(resend.owner.producer())) {
        throw new UsageException(
            "--producer was \"" + resend.owner.producer() + "\", allowed is [A-Za-z0-9_.-]{1,64}");
      }
      return resend;
    } catch (IllegalArgumentException | URISyntaxException e) {
      throw new UsageException(
          "--url, --token-file or --ca-file cannot be used: " + e.getMessage());
    }
  }

  /** Returns whether everything was sent. */
  boolean run(List<SpoolSurvey> spools, PrintStream out) throws IOException, InterruptedException {
    try (BodyPost post = new BodyPost(url, token, trust)) {
      for (SpoolSurvey spool : spools) {
        if (!spool.deadLetters().isEmpty()) {
          DeadLetterBox box = spool.deadLetterBox();
          for (Taken taken : box.take()) {
            box.replace(taken, send(taken.letters(), post, out));
          }
          box.tidy();
        }
        sendWaiting(spool, post, out); // last, because what is refused becomes a rejected event
      }
    }
    out.println(stored + " stored, " + refused + " rejected again, " + left + " not sent");
    if (trouble != null) {
      out.println(url + ": " + trouble);
    }
    return refused + left == 0 && trouble == null;
  }

  /** A spool for another collector, or for nobody knows whom, is sent only if it is named. */
  private void sendWaiting(SpoolSurvey spool, BodyPost post, PrintStream out)
      throws IOException, InterruptedException {
    if (spool.isRunning() || spool.waiting().isEmpty() || trouble != null) {
      left += spool.isRunning() ? 0 : spool.waiting().size();
      return;
    }
    SpoolOwner known = spool.owner();
    boolean ours = known != null && known.destination().equals(owner.destination());
    if (!named && !(ours && spool.isFree())) {
      left += spool.isFree() ? 0 : spool.waiting().size();
      out.println(
          spool.id()
              + ": "
              + spool.waiting().size()
              + " events wait for "
              + (known == null ? "nobody knows whom" : known.destination())
              + "; name it with --spool to send them to "
              + owner.destination());
      return;
    }
    Orphan orphan = spool.adopt(owner, new PrintedTroubles(out));
    if (orphan == null) {
      return; // a process has just adopted it
    }
    LeftBehind waiting = new LeftBehind(orphan, post);
    waiting.send();
    stored += waiting.stored();
    refused += waiting.refused();
    left += Math.max(0, spool.waiting().size() - waiting.stored() - waiting.refused());
    trouble = waiting.trouble();
  }

  private record PrintedTroubles(PrintStream out) implements SpoolListener {
    @Override
    public void trouble(String message, @Nullable Throwable cause) {
      out.println(message);
    }

    @Override
    public void unreadable(long records, String where) {
      out.println(records + " events in " + where + " cannot be read");
    }
  }

  /** Returns the letters that stay. */
  private List<String> send(List<String> letters, BodyPost post, PrintStream out)
      throws InterruptedException {
    List<String> staying = new ArrayList<>();
    for (String letter : letters) {
      int body = letter.indexOf(BODY);
      Outcome outcome =
          trouble != null || body < 0 || !letter.endsWith("}")
              ? new Outcome(false, false, "the event cannot be read")
              : post.post(
                  letter
                      .substring(body + BODY.length(), letter.length() - 1)
                      .getBytes(StandardCharsets.ISO_8859_1));
      if (outcome.stored()) {
        stored++;
        continue;
      }
      staying.add(letter);
      if (outcome.refused()) {
        refused++;
        out.println("rejected again: " + outcome.message());
      } else {
        left++;
        trouble = trouble == null && body >= 0 ? outcome.message() : trouble;
      }
    }
    return staying;
  }
}
