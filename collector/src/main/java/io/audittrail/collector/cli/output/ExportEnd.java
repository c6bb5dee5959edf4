package io.audittrail.collector.cli.output;

import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.client.body.JsonBytes;
import io.audittrail.collector.wire.MalformedBodyException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a whole export from one that was cut short, by the row at its end. For one thread. */
public abstract sealed class ExportEnd {
  private long rows;
  private byte @Nullable [] last;

  /** Returns what looks for the end of an export as JSON lines. */
  public static ExportEnd ofJsonLines() {
    return new JsonLines();
  }

  /** Returns what looks for the end of an export as CSV. */
  public static ExportEnd ofCsv() {
    return new CsvRecords();
  }

  /**
   * Takes the next line.
   *
   * @param line the line without its line feed
   */
  public void take(byte[] line) {
    last = line;
    if (endsRow(line)) {
      rows++;
    }
  }

  /**
   * Returns how many events there were.
   *
   * @param ended whether the last line ended with a line feed
   * @throws CallFailedException if the end is missing, or gives another number
   */
  public long requireWhole(boolean ended) throws CallFailedException {
    long events = rows - rowsBesideEvents();
    Long exported = last == null || !ended ? null : exported(last);
    if (exported == null) {
      throw CallFailedException.incomplete(
          "the export was cut short: its end is missing after " + Math.max(0, rows) + " rows");
    }
    if (exported != events) {
      throw CallFailedException.incomplete(
          "the export is not whole: its end says "
              + exported
              + " events, and there were "
              + events);
    }
    return events;
  }

  /** Returns whether a line ends a row. */
  abstract boolean endsRow(byte[] line);

  /** Returns how many rows of a whole export are no events. */
  abstract int rowsBesideEvents();

  /** Returns the number in the row at the end; null if this is none. */
  abstract @Nullable Long exported(byte[] line);

  private static final class JsonLines extends ExportEnd {
    private static final int MAX_BYTES = 200;

    @Override
    boolean endsRow(byte[] line) {
      return line.length > 0;
    }

    @Override
    int rowsBesideEvents() {
      return 1;
    }

    @Override
    @Nullable Long exported(byte[] line) {
      try {
        return line.length > MAX_BYTES ? null : EventBody.read(line).exported();
      } catch (MalformedBodyException e) {
        return null;
      }
    }
  }

  private static final class CsvRecords extends ExportEnd {
    private static final Pattern END = Pattern.compile("\"?#exported\"?,\"?([0-9]{1,18})\"?,*\r?");

    private boolean quoted;

    @Override
    boolean endsRow(byte[] line) {
      for (byte b : line) {
        quoted ^= b == '"';
      }
      return !quoted;
    }

    @Override
    int rowsBesideEvents() {
      return 2;
    }

    @Override
    @Nullable Long exported(byte[] line) {
      Matcher matcher = END.matcher(JsonBytes.text(line));
      return !quoted && matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
    }
  }
}
