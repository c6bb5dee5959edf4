package io.audittrail.collector.cli.intake;

import io.audittrail.collector.client.Notes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what becomes of events, and says so at most once a second. For use by one thread. */
public final class Progress {
  private static final int MAX_REJECTIONS_SHOWN = 20;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Notes notes;
  private long saidNanos = System.nanoTime();
  private long read;
  private long unwanted;
  private long stored;
  private long duplicates;
  private long rejected;
  private long rejectedResources;
  private long skippedLines;
  private boolean cutShort;

  /** Makes a progress of nothing yet. */
  public Progress(Notes notes) {
    this.notes = notes;
  }

  void read(long events) {
    read += events;
  }

  void unwanted() {
    unwanted++;
  }

  void skippedLine() {
    skippedLines++;
  }

  void answered(long storedNow, long duplicatesNow) {
    stored += storedNow;
    duplicates += duplicatesNow;
    if (System.nanoTime() - saidNanos >= PAUSE_NANOS) {
      saidNanos = System.nanoTime();
      notes.note(counts());
    }
  }

  /** An event that was not taken in, or what looks like one and cannot be read. */
  void rejected(Origin origin, String what, String why) {
    if (++rejected <= MAX_REJECTIONS_SHOWN) {
      notes.note("rejected: " + origin + ": " + (what.isEmpty() ? "" : what + ": ") + why);
    } else if (rejected == MAX_REJECTIONS_SHOWN + 1) {
      notes.note("more are rejected; from here on they are counted and not listed");
    }
  }

  void rejectedResource(String why) {
    if (++rejectedResources <= MAX_REJECTIONS_SHOWN) {
      notes.note("description rejected: " + why);
    }
  }

  /** A source of which a part is missing. */
  void cutShort(String why) {
    cutShort = true;
    notes.note(why);
  }

  /** Says how it ended. */
  public void summary() {
    String text = counts();
    text += unwanted > 0 ? ", " + unwanted + " not asked for" : "";
    text += skippedLines > 0 ? "; " + skippedLines + " lines without an event skipped" : "";
    text += rejectedResources > 0 ? "; " + rejectedResources + " descriptions rejected" : "";
    notes.note(text);
  }

  /** Returns what was counted, by names for programs. */
  public Map<String, Long> counted() {
    Map<String, Long> counted = new LinkedHashMap<>();
    counted.put("read", read);
    counted.put("stored", stored);
    counted.put("duplicates", duplicates);
    counted.put("rejected", rejected);
    counted.put("not_asked_for", unwanted);
    counted.put("skipped_lines", skippedLines);
    counted.put("rejected_resources", rejectedResources);
    return counted;
  }

  /** Returns whether every event was taken in. */
  public boolean isComplete() {
    return rejected == 0 && !cutShort;
  }

  private String counts() {
    return read
        + " events read, "
        + stored
        + " stored, "
        + duplicates
        + " duplicates, "
        + rejected
        + " rejected";
  }
}
