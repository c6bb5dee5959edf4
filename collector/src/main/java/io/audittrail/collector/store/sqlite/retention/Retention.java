package io.audittrail.collector.store.sqlite.retention;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.upkeep.StoredFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Removes the events before a time, while a collector writes to the file or not.
 *
 * <p>What goes is found without a lock, then removed in transactions of some milliseconds with
 * pauses between them that are as long, so that the collector commits as it does else. Each
 * transaction also says what it removes: however this ends, what is recorded is what is gone.
 */
public final class Retention {
  private static final int FEWEST_EVENTS = 256;
  private static final int MOST_EVENTS = 8_192;
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(6);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Connection connection;
  private final Request request;
  private final UpkeepProgress progress;
  private int pieceEvents = FEWEST_EVENTS;
  private long total;
  private long removed;
  private long held;

  private Retention(Connection connection, Request request, UpkeepProgress progress) {
    this.connection = connection;
    this.request = request;
    this.progress = progress;
  }

  /**
   * What to remove.
   *
   * @param cutoffMicros events of an earlier time go
   * @param user who asks for it, 1 to 512 characters
   * @param holds makes a test of the filter of a hold, or throws {@link IllegalArgumentException}
   */
  public record Request(
      long cutoffMicros, String user, Function<String, Predicate<EventRecord>> holds) {}

  /**
   * What was removed, or would be.
   *
   * @param removed how many events
   * @param heldBack how many stay because they are held
   */
  public record Result(long removed, long heldBack) {}

  /**
   * Removes events.
   *
   * @throws StoreUnavailableException if there are none, they cannot be removed, a hold cannot be
   *     read, or an older collector made the file
   */
  public static Result run(Path directory, Request request, UpkeepProgress progress) {
    try (Connection connection = OpenedFile.changer(directory)) {
      return new Retention(connection, request, progress).run();
    } catch (SQLException e) {
      throw unavailable("cannot remove events from ", directory, e);
    }
  }

  /**
   * Tells what would be removed, and changes nothing.
   *
   * @throws StoreUnavailableException as {@link #run(Path, Request, UpkeepProgress)} does
   */
  public static Result tryOut(Path directory, Request request, UpkeepProgress progress) {
    try (Connection connection = OpenedFile.reader(directory)) {
      return new Retention(connection, request, progress).count();
    } catch (SQLException e) {
      throw unavailable("cannot read ", directory, e);
    }
  }

  private static StoreUnavailableException unavailable(
      String what, Path directory, SQLException cause) {
    return new StoreUnavailableException(
        what + StoredFile.in(directory).path() + ": " + cause.getMessage(), cause);
  }

  private Result count() throws SQLException {
    ActiveHolds holds = ActiveHolds.read(connection, request.holds());
    try (Candidates candidates = candidates()) {
      for (Candidates.Piece piece = candidates.peek(MOST_EVENTS, holds);
          !piece.isEmpty();
          piece = candidates.peek(MOST_EVENTS, holds)) {
        candidates.pass(piece);
        passed(piece, "events looked at");
      }
    }
    return new Result(removed, held);
  }

  private Result run() throws SQLException {
    ActiveHolds holds = ActiveHolds.read(connection, request.holds());
    try (Candidates candidates = candidates();
        Remover remover = new Remover(connection, request)) {
      for (Candidates.Piece piece = candidates.peek(pieceEvents, holds);
          !piece.isEmpty();
          piece = candidates.peek(pieceEvents, holds)) {
        if (remover.remove(piece, holds)) {
          candidates.pass(piece);
          passed(piece, "events removed");
        } else {
          holds = ActiveHolds.read(connection, request.holds());
        }
        pause(remover.turn());
      }
      remover.end();
    }
    return new Result(removed, held);
  }

  private Candidates candidates() throws SQLException {
    total =
        SqliteFile.number(
            connection,
            "SELECT count(*) FROM event INDEXED BY event_in_time WHERE occurred_at < "
                + request.cutoffMicros());
    return new Candidates(connection, request.cutoffMicros());
  }

  private void passed(Candidates.Piece piece, String what) {
    removed += piece.free().length;
    held += piece.held();
    progress.reached(what, removed + held, Math.max(total, removed + held));
  }

  /** Leaves others the file for as long as it was taken, and makes the next piece fit. */
  private void pause(WriteTurn turn) {
    if (turn.workNanos() > LONG_NANOS) {
      pieceEvents = Math.max(FEWEST_EVENTS, pieceEvents / 2);
    } else if (turn.workNanos() < LONG_NANOS / 3) {
      pieceEvents = Math.min(MOST_EVENTS, pieceEvents * 2);
    }
    LockSupport.parkNanos(Math.max(SHORTEST_PAUSE_NANOS, turn.heldNanos()));
  }
}
