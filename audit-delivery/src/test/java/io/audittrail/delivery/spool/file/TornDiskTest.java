package io.audittrail.delivery.spool.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.spool.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk as a power loss leaves it: what was forced is there; of what was written since, each
 * sector is old or new, and a file that was made since may lack its end.
 */
@Timeout(120)
class TornDiskTest {
  private static final int ROUNDS = 40;
  private static final int SECTOR = 512;
  private static final SpoolSize SIZE = new SpoolSize(8192, 6);

  private final Spools.Heard heard = new Spools.Heard();
  @TempDir Path directory;

  @Test
  void adopt_afterPowerLossAtRandom_givesWhatWasForcedAndInventsNothing() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      Path root = Files.createDirectory(directory.resolve("root-" + round));
      Map<Long, byte[]> written = new TreeMap<>();
      long[] certain = loseThePower(root.resolve("spool"), written, random);

      Map<Long, byte[]> given = readAll(root);
      assertThat(given.keySet())
          .as("forced, and not acknowledged; seed %d", seed + round)
          .containsAll(LongStream.range(certain[0], certain[1]).boxed().toList());
      given.forEach(
          (position, record) ->
              assertThat(record).as("seed %d", seed).isEqualTo(written.get(position)));
    }
  }

  /**
   * Writes and forces at random, so that segments are used again; leaves the directory as the disk
   * has it.
   *
   * @return the first position that is not acknowledged, and the one behind the last forced
   */
  private long[] loseThePower(Path spool, Map<Long, byte[]> written, Random random)
      throws Exception {
    FileSpool files =
        FileSpool.make(SpoolHome.make(spool, Spools.OWNER), SIZE, new SpoolTerms(60_000, heard));
    int operations = 50 + random.nextInt(200);
    for (int i = 0; i < operations; i++) {
      append(files, written, random);
      if (random.nextInt(4) == 0) {
        files.acknowledge(Math.max(files.start(), files.end() - 1 - random.nextInt(20)));
      }
    }
    assertThat(files.awaitForced(TimeUnit.SECONDS.toNanos(20))).isTrue();
    long forced = files.end();
    Map<Path, byte[]> old = contents(spool);
    if (random.nextBoolean()) { // what is acknowledged is never forced
      old.put(spool.resolve(SpoolHome.CHECKPOINT), new byte[0]);
    }
    for (int i = 0; i < random.nextInt(20); i++) {
      append(files, written, random);
    }
    Map<Path, byte[]> now = contents(spool);
    long start = files.start();
    files.close();
    now.forEach((file, bytes) -> write(file, torn(old.get(file), bytes, random)));
    return new long[] {start, forced};
  }

  private static void append(FileSpool files, Map<Long, byte[]> written, Random random) {
    byte[] record = new byte[20 + random.nextInt(900)];
    random.nextBytes(record);
    long position = files.end();
    if (files.append(record)) {
      written.put(position, record);
    }
  }

  private static Map<Path, byte[]> contents(Path spool) throws IOException {
    Map<Path, byte[]> contents = new HashMap<>();
    for (Path file : SpoolHome.segments(spool)) {
      contents.put(file, Files.readAllBytes(file));
    }
    Path checkpoint = spool.resolve(SpoolHome.CHECKPOINT);
    contents.put(checkpoint, Files.readAllBytes(checkpoint));
    return contents;
  }

  /** Mixes sectors; those of a file that was not there before may be zeros, or missing. */
  private static byte[] torn(byte[] old, byte[] now, Random random) {
    byte[] torn = old == null ? new byte[now.length] : Arrays.copyOf(old, now.length);
    for (int at = 0; at < now.length; at += SECTOR) {
      if (random.nextBoolean()) {
        System.arraycopy(now, at, torn, at, Math.min(SECTOR, now.length - at));
      }
    }
    return old == null ? Arrays.copyOf(torn, random.nextInt(now.length + 1)) : torn;
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Map<Long, byte[]> readAll(Path root) throws IOException {
    Map<Long, byte[]> given = new TreeMap<>();
    Orphan orphan = new Orphans(root, Spools.OWNER, heard).adoptNext();
    assertThat(orphan).isNotNull();
    for (Batch batch = orphan.read(7, 3_000); !batch.isEmpty(); batch = orphan.read(7, 3_000)) {
      List<byte[]> records = batch.records();
      for (int i = 0; i < batch.size(); i++) {
        assertThat(given.put(batch.start() + i, records.get(i))).isNull();
      }
      orphan.acknowledge(batch.end());
    }
    orphan.release();
    return given;
  }
}
