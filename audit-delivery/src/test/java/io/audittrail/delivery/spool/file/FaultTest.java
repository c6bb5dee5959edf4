package io.audittrail.delivery.spool.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audittrail.delivery.spool.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that change or vanish under a spool that is in use. */
@Timeout(60)
class FaultTest {
  private static final SpoolSize SIZE = new SpoolSize(64 * 1024, 100);

  private final Spools.Heard heard = new Spools.Heard();
  @TempDir Path directory;
  private FileSpool spool;

  @AfterEach
  void close() {
    spool.close();
  }

  private static byte[] record(int number, int size) {
    return ByteBuffer.allocate(size).putInt(number).array();
  }

  private void cutSegments() throws IOException {
    for (Path segment : SpoolHome.segments(spool.path())) {
      try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      } catch (NoSuchFileException faulty) {
        // the spool has just deleted it
      }
    }
  }

  private List<Integer> readAll() {
    List<Integer> numbers = new ArrayList<>();
    for (Batch batch = spool.read(100, 100_000);
        !batch.isEmpty() || spool.start() < spool.end();
        batch = spool.read(100, 100_000)) {
      batch.records().forEach(record -> numbers.add(ByteBuffer.wrap(record).getInt()));
      spool.acknowledge(batch.end());
    }
    return numbers;
  }

  /** Many rounds, so that the compiler has its say: compiled code meets the fault elsewhere. */
  @Test
  void append_fileCutUnderTheMapping_goesOnInAnotherSegmentAndThrowsNothing() throws Exception {
    spool = Spools.make(directory, SIZE, heard);
    int next = 0;
    for (int round = 0; round < 60; round++) {
      for (int n = 0; n < 500; n++) {
        assertThat(spool.append(record(next++, 300))).isTrue();
      }
      spool.acknowledge(spool.end());
      cutSegments();
      int first = next;
      for (int n = 0; n < 20; n++) {
        assertThat(spool.append(record(next++, 300 + 997 * n))).isTrue();
      }
      assertThat(readAll()).startsWith(first).hasSize(20).doesNotHaveDuplicates();
    }

    assertThat(heard.troubles).anyMatch(told -> told.contains("the mapped file could not be"));
  }

  @Test
  void read_fileCutUnderTheSpool_countsWhatIsLostAndGoesOn() throws Exception {
    spool = Spools.make(directory, SIZE, heard);
    for (int n = 0; n < 100; n++) {
      spool.append(record(n, 300));
    }
    cutSegments();
    for (int n = 100; n < 200; n++) {
      assertThat(spool.append(record(n, 300))).isTrue();
    }

    assertThat(readAll()).hasSize(100).startsWith(100);
    assertThat(heard.unreadable).hasValue(100);
  }

  /** A directory in the place of a file cannot be read, as a file of a volume that is away. */
  @Test
  void read_volumeAwayForAWhile_waitsAndLosesNothing() throws Exception {
    spool = Spools.make(directory, SIZE, heard);
    for (int n = 0; n < 100; n++) {
      spool.append(record(n, 300));
    }
    List<Path> away = new ArrayList<>(SpoolHome.segments(spool.path()));
    away.add(spool.path().resolve(SpoolHome.PROPERTIES));
    for (Path file : away) {
      Files.move(file, directory.resolve("away-" + file.getFileName()));
      Files.createDirectory(file);
    }
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThat(spool.read(100, 100_000).isEmpty()).isTrue();
    }
    for (Path file : away) {
      Files.delete(file);
      Files.move(directory.resolve("away-" + file.getFileName()), file);
    }

    assertThat(readAll()).hasSize(100).startsWith(0);
    assertThat(heard.troubles).anyMatch(told -> told.contains("cannot be read"));
    assertThat(heard.unreadable).hasValue(0);
  }

  @Test
  void read_oneFileThatCannotBeRead_isGivenUpAndCounted() throws Exception {
    spool = Spools.make(directory, SIZE, heard);
    for (int n = 0; n < 100; n++) {
      spool.append(record(n, 300));
    }
    Path segment = spool.path().resolve("segment-0");
    int inOthers = readAfterGivingUp(segment);

    assertThat(heard.unreadable.get()).isEqualTo(100 - inOthers).isPositive();
  }

  private int readAfterGivingUp(Path segment) throws IOException {
    Files.delete(segment);
    Files.createDirectory(segment);
    List<Integer> numbers = readAll();
    Files.delete(segment);
    return numbers.size();
  }

  @Test
  void append_directoryGone_isRefusedAndTold() throws Exception {
    spool = Spools.make(directory, SIZE, heard);
    Path moved = Files.move(spool.path(), directory.resolve("moved"));

    assertThat(spool.append(record(1, 300))).isFalse();

    assertThat(heard.troubles).anyMatch(told -> told.contains("no segment could be made"));
    assertThat(moved).isDirectory();
  }

  /** Needs the right to mount; without it there is no small disk to fill. */
  @Test
  void append_diskFull_isRefusedAndGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()));
    try {
      spool = Spools.make(disk, SIZE, heard);
      Path filling = disk.resolve("filling");
      Files.write(filling, new byte[600 * 1024]);
      int count = 0;
      while (spool.append(record(count, 300))) {
        count++;
      }

      assertThat(count).isPositive();
      assertThat(heard.troubles).anyMatch(told -> told.contains("no segment could be made"));
      assertThat(readAll()).hasSize(count);
      assertThat(spool.append(record(count, 300))).isTrue();
      spool.close();
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
