package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills the index behind the commits, in steps: each adds what the next events say as one sorted
 * run, and notes how far it has come in the same transaction. A step that is lost is done again.
 *
 * <p>Belongs to the writer's connection, between its transactions; thrown away when a step fails.
 */
public final class PostingIndexer implements AutoCloseable {
  /** Reads up to which sequence number events are in the index. */
  static final String POSTED = "SELECT sequence FROM posted";

  private final Statement control;
  private final PreparedStatement read;
  private final PreparedStatement add;
  private final PreparedStatement addType;
  private final PreparedStatement note;
  private final ContentCodec.NamesByReference<SQLException> names;
  private final Set<String> types = new HashSet<>();
  private long indexed;

  private record Entry(long key, Posting posting) {}

  /** Makes an indexer that goes on where the last one noted that it was. */
  public PostingIndexer(Connection connection, ContentCodec.NamesByReference<SQLException> names)
      throws SQLException {
    this.names = names;
    this.control = connection.createStatement();
    this.read =
        connection.prepareStatement(
            """
            SELECT sequence, occurred_at, event_id, content FROM event
            WHERE sequence > ? ORDER BY sequence LIMIT ?
            """);
    this.add = connection.prepareStatement("INSERT OR IGNORE INTO posting VALUES (?, ?, ?, ?)");
    this.addType = connection.prepareStatement("INSERT OR IGNORE INTO posted_type VALUES (?)");
    this.note = connection.prepareStatement("UPDATE posted SET sequence = ?");
    this.indexed = indexed(connection);
  }

  private static long indexed(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(POSTED);
        ResultSet result = query.executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /** Returns the sequence number of the last event that is in the index. */
  public long indexed() {
    return indexed;
  }

  /**
   * Adds the next events to the index.
   *
   * @param events how many at most
   */
  public void step(int events) throws SQLException {
    // What is lost with the machine's power is done again, so there is nothing to wait for.
    control.execute("PRAGMA synchronous = NORMAL");
    control.execute("BEGIN IMMEDIATE");
    List<Entry> run = new ArrayList<>();
    long last = read(events, run);
    run.sort(Comparator.comparingLong(Entry::key).thenComparing(Entry::posting));
    write(run);
    note.setLong(1, last);
    note.executeUpdate();
    control.execute("COMMIT");
    control.execute("PRAGMA synchronous = FULL");
    indexed = last;
  }

  private long read(int events, List<Entry> run) throws SQLException {
    long last = indexed;
    read.setLong(1, indexed);
    read.setInt(2, events);
    try (ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        last = rows.getLong(1);
        Posting posting = new Posting(rows.getLong(2), rows.getBytes(3), last);
        collect(posting, rows.getBytes(4), run);
      }
    }
    return last;
  }

  private void collect(Posting posting, byte[] content, List<Entry> run) throws SQLException {
    EventRecord event;
    try {
      String id = EventIdCode.decode(posting.id());
      event = ContentCodec.unpack(id, posting.micros(), content, names);
    } catch (RuntimeException e) {
      return; // whoever reads the damaged event is told; it must not hold up the others
    }
    for (Long key : PostingKey.all(event)) {
      run.add(new Entry(key, posting));
    }
    if (types.add(event.type())) {
      addType.setString(1, event.type());
      addType.executeUpdate();
    }
  }

  private void write(List<Entry> run) throws SQLException {
    for (Entry entry : run) {
      add.setLong(1, entry.key());
      add.setLong(2, entry.posting().micros());
      add.setBytes(3, entry.posting().id());
      add.setLong(4, entry.posting().sequence());
      add.addBatch();
    }
    add.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    control.close();
    read.close();
    add.close();
    addType.close();
    note.close();
  }
}
