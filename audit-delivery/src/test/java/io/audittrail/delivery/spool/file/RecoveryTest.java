package io.audittrail.delivery.spool.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.spool.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an adopted spool gives, whatever happened to its files. */
@Timeout(120)
class RecoveryTest {
  private static final int SEGMENT_BYTES = 8192;

  private final Spools.Heard heard = new Spools.Heard();
  @TempDir Path directory;
  private Path spool;

  @BeforeEach
  void makeSpoolDirectory() {
    spool = directory.resolve("spool");
  }

  private static byte[] record(int number, Random random) {
    byte[] record = new byte[20 + random.nextInt(400)];
    random.nextBytes(record);
    ByteBuffer.wrap(record).putInt(number);
    return record;
  }

  /** Leaves a spool of records behind; returns how many are acknowledged. */
  private int leave(int count, int acknowledged, Random random) throws IOException {
    FileSpool files =
        FileSpool.make(
            SpoolHome.make(spool, Spools.OWNER),
            new SpoolSize(SEGMENT_BYTES, 1_000),
            new SpoolTerms(60_000, heard));
    for (int n = 0; n < count; n++) {
      assertThat(files.append(record(n, random))).isTrue();
      if (n == acknowledged - 1) {
        files.acknowledge(acknowledged);
      }
    }
    files.close();
    return acknowledged;
  }

  /** Adopts the spool and reads all of it, as positions and the numbers in the records. */
  private List<Long> readAll() throws IOException {
    Orphan orphan = new Orphans(spool.getParent(), Spools.OWNER, heard).adoptNext();
    assertThat(orphan).isNotNull();
    List<Long> positions = new ArrayList<>();
    for (Batch batch = orphan.read(7, 3_000); !batch.isEmpty(); batch = orphan.read(7, 3_000)) {
      for (int i = 0; i < batch.size(); i++) {
        long position = batch.start() + i;
        assertThat(ByteBuffer.wrap(batch.records().get(i)).getInt()).isEqualTo((int) position);
        positions.add(position);
      }
      orphan.acknowledge(batch.end());
    }
    orphan.release();
    return positions;
  }

  private List<Path> segments() throws IOException {
    return SpoolHome.segments(spool).stream().sorted().toList();
  }

  private static List<Long> from(long first, long end) {
    return IntStream.range((int) first, (int) end).mapToObj(n -> (long) n).toList();
  }

  @Test
  void adopt_undamagedSpool_givesWhatIsNotAcknowledgedInOrder() throws Exception {
    leave(500, 123, new Random(1));

    assertThat(readAll()).isEqualTo(from(123, 500));
    assertThat(heard.troubles).isEmpty();
    assertThat(heard.unreadable).hasValue(0);
  }

  @Test
  void adopt_twice_givesTheSameOnceMoreUnlessAcknowledged() throws Exception {
    leave(50, 0, new Random(1));
    Orphan first = new Orphans(directory, Spools.OWNER, heard).adoptNext();
    first.acknowledge(first.read(10, 100_000).end());
    first.release();

    assertThat(readAll()).isEqualTo(from(10, 50));
  }

  @Test
  void adopt_recycledSegments_giveNothingOfTheirEarlierUse() throws Exception {
    Random random = new Random(2);
    FileSpool files =
        FileSpool.make(
            SpoolHome.make(spool, Spools.OWNER),
            new SpoolSize(SEGMENT_BYTES, 3),
            new SpoolTerms(60_000, heard));
    for (int n = 0; n < 1_000; n++) {
      assertThat(files.append(record(n, random))).isTrue();
      files.acknowledge(Math.max(0, n - 10));
    }
    files.close();

    assertThat(readAll()).isEqualTo(from(989, 1_000));
    assertThat(heard.troubles).isEmpty();
  }

  /** A directory in the place of a file cannot be read. */
  private Path unreadableSegment() throws Exception {
    leave(10, 0, new Random(4));
    return Files.createDirectory(spool.resolve("segment-77"));
  }

  @Test
  void adopt_segmentThatCannotBeRead_isInQuarantine() throws Exception {
    Path segment = unreadableSegment();

    assertThat(readAll()).isEqualTo(from(0, 10));

    assertThat(segment).doesNotExist();
    assertThat(spool.resolve(SpoolHome.QUARANTINE).resolve("segment-77")).exists();
    assertThat(heard.troubles).anyMatch(told -> told.contains("cannot be read"));
  }

  @Test
  void adopt_segmentThatCanNeitherBeReadNorMoved_staysWhereItIs() throws Exception {
    Path segment = unreadableSegment();
    Files.writeString(spool.resolve(SpoolHome.QUARANTINE), "no directory");

    Orphan orphan = new Orphans(directory, Spools.OWNER, heard).adoptNext();
    orphan.acknowledge(orphan.end());
    orphan.reported();

    assertThat(segment).exists();
    assertThat(heard.troubles).anyMatch(told -> told.contains("cannot be read"));
  }

  @Test
  void adopt_lostCheckpoint_givesEverythingThatIsThere() throws Exception {
    leave(100, 60, new Random(3));
    Files.write(spool.resolve(SpoolHome.CHECKPOINT), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    assertThat(readAll()).containsAll(from(60, 100));
    assertThat(heard.troubles).anyMatch(told -> told.contains("is damaged"));
  }

  @Test
  void adopt_oneRecordDamaged_givesAllOthersAndKeepsTheBytes() throws Exception {
    leave(100, 0, new Random(4));
    Path segment = placeOf(0).segment();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[RecordFormat.HEADER_BYTES + 20] ^= 1;
    Files.write(segment, bytes);

    assertThat(readAll()).isEqualTo(from(1, 100));
    assertThat(heard.unreadable).hasValue(1);
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(spool.resolve("quarantine"))) {
      assertThat(kept).hasSize(1);
    }
  }

  private record Place(Path segment, int from, int to) {}

  /** Finds where a record is. */
  private Place placeOf(long position) throws IOException {
    for (Path segment : segments()) {
      byte[] bytes = Files.readAllBytes(segment);
      SegmentScan scan =
          new SegmentScan(
              SegmentScan.Part.whole(bytes), 0, RecordFormat.salt("spool"), (b, f, t) -> {});
      while (scan.next()) {
        if (scan.position() == position) {
          return new Place(segment, scan.at() - RecordFormat.sizeOf(scan.length()), scan.at());
        }
      }
    }
    throw new AssertionError("no record at position " + position);
  }

  @Test
  void adopt_recordFromFurtherBehindInFront_givesAllOthersInOrder() throws Exception {
    leave(100, 0, new Random(5));
    Place first = placeOf(0);
    Place later = placeOf(90);
    assertThat(later.segment()).isNotEqualTo(first.segment());
    byte[] bytes = Files.readAllBytes(first.segment());
    byte[] source = Files.readAllBytes(later.segment());
    System.arraycopy(source, later.from(), bytes, first.from(), later.to() - later.from());
    Files.write(first.segment(), bytes);

    assertThat(readAll()).containsAll(from(30, 100)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void adopt_segmentTwice_givesItsRecordsOnce() throws Exception {
    leave(100, 0, new Random(6));
    Files.copy(placeOf(50).segment(), spool.resolve("segment-99"));

    assertThat(readAll()).isEqualTo(from(0, 100));
  }

  @Test
  void adopt_checkpointOfAnotherSpool_givesEverythingAgain() throws Exception {
    leave(50, 20, new Random(7));
    Checkpoint.write(spool.resolve(SpoolHome.CHECKPOINT), 1_000);

    assertThat(readAll()).containsAll(from(20, 50));
    assertThat(heard.troubles).anyMatch(told -> told.contains("is damaged"));
  }

  @Test
  void adopt_headerClearedAfterAcknowledgedRecords_keepsTheBytes() throws Exception {
    leave(20, 19, new Random(8));
    Place last = placeOf(19);
    byte[] bytes = Files.readAllBytes(last.segment());
    Arrays.fill(bytes, last.from(), last.from() + 4, (byte) 0);
    Files.write(last.segment(), bytes);

    assertThat(readAll()).isEmpty();
    assertThat(heard.troubles).anyMatch(told -> told.contains("are kept in"));
  }

  /** Each place looks like the beginning of a record that goes on to the end of the file. */
  @Test
  void adopt_bytesMadeToBeSlow_areGivenUpSoon() throws Exception {
    leave(20, 0, new Random(9));
    ByteBuffer hostile = ByteBuffer.allocate(8 << 20).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = RecordFormat.HEADER_BYTES; at < hostile.capacity(); at += 16) {
      hostile.putInt(at, ~(hostile.capacity() - at - 16));
    }
    Files.write(spool.resolve("segment-99"), hostile.array());

    assertThat(readAll()).isEqualTo(from(0, 20));
  }

  /**
   * Flips, cuts, overwrites, copies and swaps at random; what was not touched is always given. The
   * system properties {@code fuzz.seed} and {@code fuzz.rounds} repeat a round, or ask for more.
   */
  @Test
  void adopt_anyDamage_givesEveryRecordThatWasNotTouched() throws Exception {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    int rounds = Integer.getInteger("fuzz.rounds", 100);
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(seed + round);
      spool = Files.createDirectory(directory.resolve("root-" + round)).resolve("spool");
      int count = 20 + random.nextInt(200);
      leave(count, random.nextInt(20), random);
      Wreck wreck = new Wreck(spool, Chance.of(random));
      wreck.damage(1 + random.nextInt(8));
      List<Long> given = readAll();

      assertThat(given).as("fuzz.seed %d", seed + round).doesNotHaveDuplicates().isSorted();
      List<Long> expected = new ArrayList<>(from(20, count));
      expected.removeAll(wreck.touched());
      assertThat(given).as("fuzz.seed %d", seed + round).containsAll(expected);
    }
  }
}
