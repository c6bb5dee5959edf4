package io.audittrail.collector;

import io.audittrail.collector.access.AccessCopy;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import io.audittrail.collector.store.sqlite.retention.Holds;
import io.audittrail.collector.store.sqlite.retention.Retention;
import io.audittrail.collector.store.sqlite.upkeep.EventsCheck;
import io.audittrail.collector.store.sqlite.upkeep.EventsCopy;
import io.audittrail.collector.store.sqlite.upkeep.StoredFile;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What an operator does with a data directory, while a collector uses it or not: the way from the
 * command line to the store and the tokens.
 */
public final class Upkeep {
  private Upkeep() {}

  /**
   * A backup that is whole.
   *
   * @param events how many events it holds
   * @param lastSequence the sequence number of the last of them, 0 if there is none
   * @param bytes how many bytes all of its files take
   */
  public record Backup(long events, long lastSequence, long bytes) {}

  /**
   * Copies a data directory into another one that has its name only when it is whole.
   *
   * @throws IllegalArgumentException if the target is there and not empty
   * @throws io.audittrail.collector.store.StoreUnavailableException if the events cannot be copied,
   *     or the copy is damaged
   * @throws IOException if something else cannot be copied
   */
  public static Backup backup(Path data, Path to, UpkeepProgress progress) throws IOException {
    StoredFile.in(data);
    try (BackupDirectory target = BackupDirectory.make(to)) {
      DataDirectory partial = DataDirectory.open(target.partial());
      EventsCopy.Copied copied =
          EventsCopy.copy(data, partial.privateFile(SqliteEventStore.FILE_NAME), progress);
      AccessCopy.copy(data, partial);
      target.requireWhole(EventsCheck.run(partial.path(), false, progress));
      long bytes = target.finish();
      return new Backup(copied.events(), copied.lastSequence(), bytes);
    }
  }

  /**
   * Checks the events of a data directory, and changes nothing.
   *
   * @param quick whether only the last events are read, and the rest counted
   * @return what was checked, and what is wrong
   * @throws io.audittrail.collector.store.StoreUnavailableException if there is nothing to check,
   *     or it cannot be read
   */
  public static List<StoreCheck> verify(Path data, boolean quick, UpkeepProgress progress) {
    return EventsCheck.run(data, quick, progress);
  }

  /**
   * What was removed.
   *
   * @param removed how many events
   * @param heldBack how many stay because they are held
   */
  public record Retained(long removed, long heldBack) {}

  /**
   * Removes the events before a time, but for those that are held.
   *
   * @param dryRun whether to tell what would be removed, and to change nothing
   * @throws io.audittrail.collector.store.StoreUnavailableException if they cannot be removed; what
   *     was removed by then is recorded
   */
  public static Retained retain(
      Path data, Instant cutoff, boolean dryRun, UpkeepProgress progress) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, cutoff);
    Retention.Request request = new Retention.Request(micros, user(), HoldFilter::test);
    Retention.Result result =
        dryRun ? Retention.tryOut(data, request, progress) : Retention.run(data, request, progress);
    return new Retained(result.removed(), result.heldBack());
  }

  /**
   * A hold: events that match its filter are not removed.
   *
   * @param number by which it is removed
   * @param filter as JSON
   */
  public record Hold(long number, String filter, String reason, Instant addedAt, String addedBy) {}

  /**
   * Adds a hold and returns its number.
   *
   * @param filter that of a query, as JSON
   * @throws IllegalArgumentException if it is no such filter
   * @throws io.audittrail.collector.store.StoreUnavailableException if it cannot be added
   */
  public static long addHold(Path data, String filter, String reason) {
    return Holds.add(data, HoldFilter.read(filter).json(), reason, user());
  }

  /**
   * Returns the holds in the order in which they were added.
   *
   * @throws io.audittrail.collector.store.StoreUnavailableException if they cannot be read
   */
  public static List<Hold> holds(Path data) {
    return Holds.list(data).stream()
        .map(
            hold ->
                new Hold(
                    hold.number(),
                    hold.filter(),
                    hold.reason(),
                    Instant.EPOCH.plus(hold.addedAtMicros(), ChronoUnit.MICROS),
                    hold.addedBy()))
        .toList();
  }

  /**
   * Removes a hold; returns whether there was one with the number.
   *
   * @throws io.audittrail.collector.store.StoreUnavailableException if it cannot be removed
   */
  public static boolean removeHold(Path data, long number) {
    return Holds.remove(data, number, user()).isPresent();
  }

  /** Returns who runs the process; there is always some text. */
  private static String user() {
    String name = System.getProperty("user.name", "");
    return name.isEmpty() || name.length() > WireLimits.MAX_ID_LENGTH ? "unknown" : name;
  }
}
