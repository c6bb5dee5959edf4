package io.audittrail.collector;

import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /openapi.yaml}: the description of everything that the collector answers. */
final class DescriptionEndpoint implements Endpoint {
  private static final String RESOURCE = "openapi.yaml";

  /** RFC 9512. */
  private static final String CONTENT_TYPE = "application/yaml";

  private final byte[] description;
  private final String entityTag;

  DescriptionEndpoint() {
    try (InputStream in = DescriptionEndpoint.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + RESOURCE);
      }
      description = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(description);
      entityTag = '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Map<String, String> headers = Map.of("ETag", entityTag, "Cache-Control", "no-cache");
    boolean known = isKnown(call.headers().get("If-None-Match"));
    Answer answer =
        known
            ? new Answer(304, headers, new byte[0])
            : new Answer(200, headers, description).with("Content-Type", CONTENT_TYPE);
    return CompletableFuture.completedStage(answer);
  }

  /** Compares weakly, as RFC 9110 (section 13.1.2) says. */
  private boolean isKnown(@Nullable String tags) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
  }
}
