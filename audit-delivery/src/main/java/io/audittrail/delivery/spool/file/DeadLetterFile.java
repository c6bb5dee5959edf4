package io.audittrail.delivery.spool.file;

import io.audittrail.wire.IngestBody;
import io.audittrail.wire.Numbering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The records that a collector refused for good: a file with one line of JSON for each, which says
 * when and why, and holds the ingest body that was refused. Not safe for use by several threads.
 *
 * <p>Beyond its bound the older half is given up. A lock on a file beside it keeps the tool that
 * takes letters out from a letter that is just being added.
 */
final class DeadLetterFile {
  static final String NAME = "dead-letters.jsonl";
  static final String OLDER = "dead-letters-older.jsonl";
  static final String LOCK = "dead-letters.lock";
  static final String GLOB = "dead-letters*.jsonl";

  /** The most bytes of each of the two files. */
  private static final long MAX_BYTES = 4L << 20;

  private static final int MAX_ATTEMPTS = 100;
  private static final long ATTEMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final SpoolHome home;
  private final SpoolListener listener;
  private final long maxBytes;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  DeadLetterFile(SpoolHome home, SpoolListener listener) {
    this(home, listener, MAX_BYTES);
  }

  DeadLetterFile(SpoolHome home, SpoolListener listener, long maxBytes) {
    this.home = home;
    this.listener = listener;
    this.maxBytes = maxBytes;
  }

  void add(long position, byte[] record, String reason) {
    StringBuilder head = new StringBuilder("{\"set_aside_at\":\"").append(Instant.now());
    head.append("\",\"reason\":").append(JsonText.quoted(reason));
    pending.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    try {
      byte[] body =
          IngestBody.of(List.of(record), new Numbering(home.producer(), position + 1, false));
      pending.writeBytes(",\"body\":".getBytes(StandardCharsets.UTF_8));
      pending.writeBytes(body);
    } catch (IllegalArgumentException damaged) {
      pending.writeBytes(",\"record\":\"".getBytes(StandardCharsets.UTF_8));
      pending.writeBytes(Base64.getEncoder().encode(record));
      pending.write('"');
    }
    pending.writeBytes(new byte[] {'}', '\n'});
  }

  /** Writes what was added and forces it to the disk; then it may be acknowledged. */
  void flush() {
    if (pending.size() == 0) {
      return;
    }
    try {
      Uninterrupted.act(this::write);
    } catch (IOException e) {
      listener.trouble("rejected events could not be kept in " + home.file(NAME) + ": " + e, e);
    }
    pending.reset();
  }

  private void write() throws IOException {
    try (FileChannel lockFile = open(home.file(LOCK))) {
      if (tryLock(lockFile)) {
        makeRoom();
      }
      append();
    }
  }

  /**
   * Waits for the tool, which holds the lock for a moment; one that has stopped holds up nobody.
   */
  private static boolean tryLock(FileChannel lockFile) throws IOException {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        FileLock lock = lockFile.tryLock(); // ends with the channel
        if (lock != null) {
          return true;
        }
      } catch (OverlappingFileLockException inThisJvm) {
        // the tool runs in it
      }
      LockSupport.parkNanos(ATTEMPT_NANOS);
    }
    return false;
  }

  private void append() throws IOException {
    try (FileChannel file = open(home.file(NAME))) {
      ByteBuffer lines = ByteBuffer.wrap(pending.toByteArray());
      file.position(file.size());
      while (lines.hasRemaining()) {
        file.write(lines);
      }
      file.force(true);
    }
  }

  private void makeRoom() throws IOException {
    Path file = home.file(NAME);
    if (!Files.exists(file) || Files.size(file) + pending.size() <= maxBytes) {
      return;
    }
    Path older = home.file(OLDER);
    if (Files.exists(older)) {
      try (Stream<String> lines = Files.lines(older, StandardCharsets.UTF_8)) {
        listener.trouble(
            "the oldest " + lines.count() + " rejected events in " + home.path() + " are given up",
            null);
      }
    }
    Files.move(file, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Permissions.file(path));
  }
}
