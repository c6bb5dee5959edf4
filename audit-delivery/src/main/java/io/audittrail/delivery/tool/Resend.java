package io.audittrail.delivery.tool;

import io.audittrail.delivery.send.BearerToken;
import io.audittrail.delivery.send.BodyPost;
import io.audittrail.delivery.send.BodyPost.Outcome;
import io.audittrail.delivery.send.TrustAnchors;
import io.audittrail.delivery.spool.file.DeadLetterBox;
import io.audittrail.delivery.spool.file.DeadLetterBox.Taken;
import io.audittrail.delivery.spool.file.SpoolSurvey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts rejected events again as they were sent, with their numbers, so that a collector recognises
 * what it has. What it refuses again, or does not take, stays where it is.
 */
final class Resend {
  private static final String BODY = ",\"body\":";

  private final URI url;
  private final BearerToken token;
  private final @Nullable TrustAnchors trust;
  private int stored;
  private int refused;
  private int left;
  private @Nullable String trouble;

  private Resend(URI url, BearerToken token, @Nullable TrustAnchors trust) {
    this.url = url;
    this.token = token;
    this.trust = trust;
  }

  static Resend of(Arguments arguments) {
    try {
      String url = arguments.require("--url").replaceFirst("/+$", "");
      return new Resend(
          new URI(url + "/api/v1/audit_events"),
          arguments
              .find("--token-file")
              .map(Path::of)
              .map(BearerToken::in)
              .orElse(BearerToken.none()),
          arguments.find("--ca-file").map(Path::of).map(TrustAnchors::in).orElse(null));
    } catch (IllegalArgumentException | java.net.URISyntaxException e) {
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
      }
    }
    out.println(stored + " stored, " + refused + " rejected again, " + left + " not sent");
    if (trouble != null) {
      out.println(url + ": " + trouble);
    }
    return refused + left == 0;
  }

  /** Returns the letters that stay. */
  private List<String> send(List<String> letters, BodyPost post, PrintStream out)
      throws InterruptedException {
    List<String> staying = new ArrayList<>();
    for (String letter : letters) {
      int body = letter.indexOf(BODY);
      Outcome outcome =
          trouble != null || body < 0
              ? new Outcome(false, false, "the event cannot be read")
              : post.post(
                  letter
                      .substring(body + BODY.length(), letter.length() - 1)
                      .getBytes(StandardCharsets.UTF_8));
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
