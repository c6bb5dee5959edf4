package io.audittrail.collector.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.audittrail.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a body as one JSON object in UTF-8 without duplicate keys and with nothing behind it, and
 * writes JSON.
 */
public final class WireJson {
  /** The deepest nesting that a body may have; what is deeper is malformed. */
  public static final int MAX_DEPTH = 1_000;

  /** The most keys, values, and begins and ends of objects and lists that a body may have. */
  public static final int MAX_TOKENS = 1_000_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNumberLength(WireLimits.MAX_BODY_BYTES)
                  .maxStringLength(WireLimits.MAX_BODY_BYTES)
                  .maxNameLength(WireLimits.MAX_BODY_BYTES)
                  .build())
          .build();

  private WireJson() {}

  /** Takes the members of a body's root object: called with the parser at its start. */
  @FunctionalInterface
  public interface ObjectReader<T> {
    /** Reads up to and including the end of the object. */
    T read(JsonParser parser) throws IOException;
  }

  /** Writes JSON. */
  @FunctionalInterface
  public interface Writer {
    /** Writes with the given generator. */
    void write(JsonGenerator generator) throws IOException;
  }

  /**
   * Reads a body.
   *
   * @throws MalformedBodyException if it is not one JSON object in UTF-8, or the reader says so
   */
  public static <T> T read(byte[] body, ObjectReader<T> reader) {
    Utf8Check.requireUtf8(body);
    try (JsonParser parser = FACTORY.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw malformed(
            parser, first == null ? "it was empty, allowed is an object" : "it was no object");
      }
      T result = reader.read(parser);
      if (parser.nextToken() != null) {
        throw malformed(parser, "something follows the object");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the JSON that the writer writes. */
  public static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      writer.write(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes a member whose text may hold halves of surrogate pairs, which UTF-8 has no bytes for.
   */
  public static void writeText(JsonGenerator json, String key, String text) throws IOException {
    json.writeStringField(
        key, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  /** Returns an exception that says what is wrong with the token at which the parser is. */
  public static MalformedBodyException malformed(JsonParser parser, String what) {
    JsonLocation at = parser.currentTokenLocation();
    return new MalformedBodyException(
        what, Math.max(at.getLineNr(), 1), Math.max(at.getColumnNr(), 1));
  }

  private static MalformedBodyException malformed(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return new MalformedBodyException(
        e instanceof StreamConstraintsException
            ? overLimit(e.getOriginalMessage())
            : reason(e.getOriginalMessage()),
        at == null ? 1 : at.getLineNr(),
        at == null ? 1 : at.getColumnNr());
  }

  private static String overLimit(String original) {
    return original.contains("depth")
        ? "it is nested deeper than " + MAX_DEPTH + " levels"
        : "it has more than " + MAX_TOKENS + " keys and values";
  }

  /** What the parser says, without its advice to programmers. */
  private static String reason(String original) {
    String line = original.lines().findFirst().orElse("no JSON");
    for (String advice : new String[] {" (start marker at", ": enable ", " at [Source"}) {
      int cut = line.indexOf(advice);
      if (cut > 0) {
        line = line.substring(0, cut);
      }
    }
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
