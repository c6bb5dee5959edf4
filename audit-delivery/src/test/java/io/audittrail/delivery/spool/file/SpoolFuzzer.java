package io.audittrail.delivery.spool.file;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.audittrail.delivery.spool.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What Jazzer calls with bytes that it makes, again and again: damages the files of a spool as they
 * say, and checks what an adoption gives. {@link SpoolFuzzTest} starts it.
 */
public final class SpoolFuzzer {
  private static final int RECORDS = 60;
  private static final int ACKNOWLEDGED = 5;
  private static final String ID = "spool";

  private static final Path ROOT = Path.of(System.getProperty("java.io.tmpdir"), "fuzz-root");
  private static final Map<String, byte[]> FILES = new HashMap<>();

  private SpoolFuzzer() {}

  /** Leaves a spool behind, whose files each run begins with. */
  public static void fuzzerInitialize() throws IOException {
    Path spool = Files.createDirectories(ROOT).resolve(ID);
    FileSpool files =
        FileSpool.make(
            SpoolHome.make(spool, Spools.OWNER),
            new SpoolSize(8192, 100),
            new SpoolTerms(60_000, new Spools.Heard()));
    Random random = new Random(1);
    for (int n = 0; n < RECORDS; n++) {
      files.append(record(n, random));
    }
    files.acknowledge(ACKNOWLEDGED);
    files.close();
    try (var list = Files.list(spool)) {
      for (Path file : list.toList()) {
        FILES.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  private static byte[] record(int number, Random random) {
    byte[] record = new byte[20 + random.nextInt(400)];
    random.nextBytes(record);
    ByteBuffer.wrap(record).putInt(number);
    return record;
  }

  /** One run. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
    Path spool = restore();
    Wreck wreck = new Wreck(spool, chance(data));
    wreck.damage(data.consumeInt(0, 6));
    if (data.consumeInt(0, 3) == 0) {
      Files.write(spool.resolve("segment-77"), data.consumeBytes(4_000));
    }
    if (data.consumeInt(0, 3) == 0) {
      Files.write(spool.resolve(DeadLetterFile.NAME), data.consumeBytes(500));
    }
    byte[] properties = data.consumeInt(0, 7) == 0 ? data.consumeRemainingAsBytes() : null;
    if (properties != null) {
      Files.write(spool.resolve(SpoolHome.PROPERTIES), properties);
    }

    for (SpoolSurvey survey : SpoolSurvey.all(ROOT)) {
      survey.deadLetters();
      survey.quarantined();
    }
    Orphan orphan = new Orphans(ROOT, Spools.OWNER, new Spools.Heard()).adoptNext();
    if (orphan == null && properties != null) {
      orphan = SpoolSurvey.all(ROOT).get(0).adopt(Spools.OWNER, new Spools.Heard());
    }
    check(orphan, wreck);
  }

  private static void check(Orphan orphan, Wreck wreck) {
    List<Long> given = new ArrayList<>();
    for (Batch batch = orphan.read(7, 3_000); !batch.isEmpty(); batch = orphan.read(7, 3_000)) {
      for (int i = 0; i < batch.size(); i++) {
        long position = batch.start() + i;
        require(
            ByteBuffer.wrap(batch.records().get(i)).getInt() == position, "another record", given);
        require(given.isEmpty() || given.get(given.size() - 1) < position, "no order", given);
        given.add(position);
      }
      orphan.acknowledge(batch.end());
    }
    orphan.release();
    for (long n = ACKNOWLEDGED; n < RECORDS; n++) {
      require(wreck.touched().contains(n) || given.contains(n), "lost " + n, given);
    }
  }

  private static void require(boolean holds, String otherwise, List<Long> given) {
    if (!holds) {
      throw new IllegalStateException(otherwise + ": " + given);
    }
  }

  private static Path restore() throws IOException {
    Path spool = ROOT.resolve(ID);
    if (Files.exists(spool)) {
      try (var files = Files.walk(spool)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectory(spool);
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      Files.write(spool.resolve(file.getKey()), file.getValue());
    }
    return spool;
  }

  private static Chance chance(FuzzedDataProvider data) {
    return new Chance() {
      @Override
      public int below(int bound) {
        return data.consumeInt(0, bound - 1);
      }

      @Override
      public byte[] bytes(int count) {
        return java.util.Arrays.copyOf(data.consumeBytes(count), count);
      }
    };
  }
}
