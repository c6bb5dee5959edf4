package io.audittrail.collector.cli.intake;

import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.client.Lines;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.wire.MalformedBodyException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events in a file: a page over one or many lines, JSON lines of ingest bodies, or a log
 * in whose lines they stand; compressed with gzip or not. For use by one thread.
 */
public final class EventFile {
  /** The longest line, and the longest page over many lines. */
  private static final int MAX_PAGE_BYTES = 32 * 1024 * 1024;

  /** How often lines that look like the begin of a page may be none: looking again takes time. */
  private static final int MAX_FALSE_PAGES = 100;

  private static final int GZIP_MAGIC = 0x1F8B;

  private final String name;
  private final Intake intake;
  private final Progress progress;
  private final List<byte[]> pageLines = new ArrayList<>();
  private Brackets brackets = new Brackets();
  private int falsePages;
  private long line;
  private long eventsSinceEnd;

  /**
   * Makes a reader.
   *
   * @param name how messages call the file
   */
  public EventFile(String name, Intake intake, Progress progress) {
    this.name = name;
    this.intake = intake;
    this.progress = progress;
  }

  /** Reads to the end. What is cut short is told to the progress. */
  public void read(InputStream bytes) throws IOException {
    Lines lines;
    try {
      lines = new Lines(plain(bytes), MAX_PAGE_BYTES);
    } catch (IOException e) {
      throw broken(e);
    }
    for (byte[] next = next(lines); next != null; next = next(lines)) {
      line++;
      if (lines.wasCut()) {
        progress.rejected(
            new Origin(name, line), "", "the line is longer than " + MAX_PAGE_BYTES + " bytes");
      } else {
        take(next, line);
      }
    }
    while (!pageLines.isEmpty()) {
      leavePage(line);
    }
  }

  private static InputStream plain(InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes);
    buffered.mark(2);
    int magic = (buffered.read() << 8) | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 64 * 1024) : buffered;
  }

  private byte @Nullable [] next(Lines lines) throws IOException {
    try {
      return lines.next();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private IOException broken(IOException e) {
    return CallFailedException.incomplete(
        name + " cannot be read after line " + line + ": " + e.getMessage());
  }

  private void take(byte[] next, long number) throws IOException {
    boolean mayBegin = falsePages < MAX_FALSE_PAGES;
    if (pageLines.isEmpty() && !(mayBegin && Brackets.openPage(next))) {
      one(next, number);
      return;
    }
    pageLines.add(next);
    switch (brackets.take(next)) {
      case OPEN -> {
        if (brackets.bytes() > MAX_PAGE_BYTES) {
          leavePage(number);
        }
      }
      case CLOSED -> page(number);
      case BROKEN -> leavePage(number);
    }
  }

  /** Takes the lines together, which are one object. */
  private void page(long lastNumber) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(brackets.bytes());
    for (byte[] part : pageLines) {
      whole.writeBytes(part);
      whole.write('\n');
    }
    try {
      EventBody body = EventLine.find(whole.toByteArray());
      if (body != null) {
        long number = lastNumber - pageLines.size() + 1;
        forgetPage();
        add(body, number);
        return;
      }
    } catch (MalformedBodyException e) {
      // Taken one by one, its lines show what is wrong.
    }
    leavePage(lastNumber);
  }

  /** Takes the first of the lines for itself and looks again at those behind it. */
  private void leavePage(long lastNumber) throws IOException {
    List<byte[]> parts = List.copyOf(pageLines);
    forgetPage();
    falsePages = Math.min(falsePages + 1, MAX_FALSE_PAGES);
    long number = lastNumber - parts.size() + 1;
    one(parts.get(0), number);
    for (byte[] part : parts.subList(1, parts.size())) {
      take(part, ++number);
    }
  }

  private void forgetPage() {
    pageLines.clear();
    brackets = new Brackets();
  }

  private void one(byte[] text, long number) throws IOException {
    if (isBlank(text)) {
      return;
    }
    try {
      EventBody body = EventLine.find(text);
      if (body == null) {
        progress.skippedLine();
      } else if (body.exported() != null && !body.hasEvents()) {
        end(body.exported());
      } else {
        add(body, number);
      }
    } catch (MalformedBodyException e) {
      progress.rejected(new Origin(name, number), "", "no event can be read: " + e.getMessage());
    }
  }

  private void add(EventBody body, long number) throws IOException {
    eventsSinceEnd += body.events().size();
    intake.add(body, new Origin(name, number));
  }

  private void end(long exported) {
    if (exported != eventsSinceEnd) {
      progress.cutShort(
          name
              + ": the end of the export says "
              + exported
              + " events, and there were "
              + eventsSinceEnd);
    }
    eventsSinceEnd = 0;
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
