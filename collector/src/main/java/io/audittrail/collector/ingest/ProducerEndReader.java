package io.audittrail.collector.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.store.producer.ProducerNumber;
import io.audittrail.collector.wire.Quoted;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an entry of the table {@code producers}, which says how a producer ended. */
final class ProducerEndReader {
  private ProducerEndReader() {}

  /**
   * Reads the entry at which the parser is, and moves it to the entry's end in any case.
   *
   * @throws RejectedException if the entry says nothing that can be kept
   */
  static ProducerNumber read(JsonParser parser) throws IOException, RejectedException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      RejectedException wrong = Fields.wrongType(parser, "entry", "an object");
      parser.skipChildren();
      throw wrong;
    }
    String producer = null;
    Long last = null;
    RejectedException trouble = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      try {
        if (key.equals("producer")) {
          producer = Fields.id(parser, key);
        } else if (key.equals("last_sequence")) {
          last = number(parser, key);
        }
      } catch (RejectedException e) {
        trouble = trouble == null ? e : trouble;
      }
      parser.skipChildren();
    }
    return end(producer, last, trouble);
  }

  private static ProducerNumber end(
      @Nullable String producer, @Nullable Long last, @Nullable RejectedException trouble)
      throws RejectedException {
    if (trouble != null) {
      throw trouble;
    }
    if (producer == null) {
      throw new RejectedException("producer was missing, required is a string");
    }
    if (last == null) {
      throw new RejectedException("last_sequence was missing, required is an integer");
    }
    return new ProducerNumber(producer, last);
  }

  private static @Nullable Long number(JsonParser parser, String key)
      throws IOException, RejectedException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw Fields.wrongType(parser, key, "an integer");
    }
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number >= 0 && number <= ProducerNumber.MAX_NUMBER) {
        return number;
      }
    }
    throw new RejectedException(
        key + " was " + Quoted.value(parser) + ", allowed are 0 to " + ProducerNumber.MAX_NUMBER);
  }
}
