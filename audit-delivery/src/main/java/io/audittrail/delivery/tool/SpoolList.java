package io.audittrail.delivery.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.audittrail.delivery.spool.file.SpoolOwner;
import io.audittrail.delivery.spool.file.SpoolSurvey;
import io.audittrail.delivery.spool.file.SpoolSurvey.Waiting;
import io.audittrail.wire.IngestBody;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Prints what is in spools. */
final class SpoolList {
  private static final String ROW = "%-16s  %-8s  %-24s  %9s  %11s  %-27s  %8s  %10s  %s%n";
  private static final JsonFactory JSON = new JsonFactory();

  private SpoolList() {}

  static void print(List<SpoolSurvey> spools, PrintStream out) throws IOException {
    out.printf(
        ROW,
        "SPOOL",
        "OWNER",
        "PRODUCER",
        "WAITING",
        "BYTES",
        "OLDEST",
        "REJECTED",
        "QUARANTINE",
        "DESTINATION");
    for (SpoolSurvey spool : spools) {
      SpoolOwner owner = spool.owner();
      List<Waiting> waiting = spool.waiting();
      out.printf(
          ROW,
          spool.id(),
          spool.isRunning() ? "running" : "ended",
          owner == null ? "?" : owner.producer(),
          waiting.size(),
          waiting.stream().mapToLong(record -> record.record().length).sum(),
          waiting.isEmpty() ? "-" : timeOf(waiting.get(0)),
          spool.deadLetters().size(),
          spool.quarantined(),
          owner == null ? "?" : owner.destination());
    }
  }

  private static String timeOf(Waiting record) {
    try (JsonParser parser = JSON.createParser(IngestBody.eventOf(record.record()))) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("occurred_at")) {
          return String.valueOf(parser.nextTextValue());
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // then nobody knows
    }
    return "?";
  }

  /** Prints each record and each rejected event as an object on a line of its own. */
  static void inspect(List<SpoolSurvey> spools, PrintStream out) throws IOException {
    for (SpoolSurvey spool : spools) {
      SpoolOwner owner = spool.owner();
      String head = "{\"spool\":" + quoted(spool.id());
      String producer =
          ",\"producer\":" + quoted((owner == null ? "?" : owner.producer()) + "/" + spool.id());
      for (Waiting record : spool.waiting()) {
        out.println(
            head
                + ",\"state\":\"waiting\""
                + producer
                + ",\"producer_sequence\":"
                + (record.position() + 1)
                + ",\"event\":"
                + eventOf(record)
                + "}");
      }
      for (String letter : spool.deadLetters()) {
        out.println(
            head
                + ",\"state\":\"rejected\","
                + (isObject(letter) ? letter.substring(1) : "\"damaged\":" + quoted(letter) + "}"));
      }
    }
  }

  private static boolean isObject(String letter) {
    try (JsonParser parser = JSON.createParser(letter)) {
      boolean object = letter.startsWith("{\"") && parser.nextToken() == JsonToken.START_OBJECT;
      if (object) {
        parser.skipChildren();
      }
      return object && parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException damaged) {
      return false;
    }
  }

  private static String eventOf(Waiting record) {
    try {
      return IngestBody.eventOf(record.record());
    } catch (IllegalArgumentException e) {
      return "null";
    }
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
