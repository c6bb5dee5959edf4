package io.audittrail.collector.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * System calls that fail, as strace says it.
 *
 * @param calls the names of the calls
 * @param error what they answer
 * @param when which of them, such as {@code 3}, {@code 3+} (from the third on) or {@code 1+3}
 *     (every third)
 * @param files the files of the data directory for which they fail
 */
record Fault(String calls, String error, String when, List<String> files) {
  private static final List<String> STORE =
      List.of("events.db", "events.db-wal", "events.db-shm", "events.db-journal");
  private static final List<String> INDEX = List.of("index.db", "index.db-wal", "index.db-shm");
  private static final List<String> KEYS = List.of("access.key", "continuation.key", "cursor.key");

  /** A few that a build can afford. */
  static List<Fault> some() {
    return List.of(
        new Fault("pwrite64", "EIO", "1500", STORE),
        new Fault("fsync,fdatasync", "EIO", "12", STORE));
  }

  /** All of them. */
  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    // The first calls make the file, thousands of the next are commits, the last copy the log.
    add(all, "pwrite64", List.of("EIO"), List.of("9", "60", "1500", "9000", "3000+"), STORE);
    add(all, "pwrite64", List.of("ENOSPC"), List.of("60", "9000", "2000+"), STORE);
    add(all, "pwrite64", List.of("EINTR"), List.of("1+3"), STORE);
    add(all, "fsync,fdatasync", List.of("EIO"), List.of("3", "9", "12", "15", "10+"), STORE);
    add(all, "ftruncate,unlink", List.of("EIO"), List.of("1+"), STORE);
    add(all, "openat", List.of("EIO"), List.of("2", "4", "5"), STORE);
    add(all, "mmap", List.of("ENOMEM"), List.of("1", "2"), STORE);
    add(all, "pwrite64,fsync,fdatasync,openat", List.of("EIO"), List.of("1+2"), INDEX);
    add(all, "pwrite64", List.of("ENOSPC"), List.of("30+"), INDEX);
    add(all, "openat,write,fsync,rename", List.of("EIO"), List.of("1", "2", "3"), KEYS);
    return all;
  }

  private static void add(
      List<Fault> all, String calls, List<String> errors, List<String> whens, List<String> files) {
    for (String error : errors) {
      for (String when : whens) {
        all.add(new Fault(calls, error, when, files));
      }
    }
  }

  /** The command under which a process runs whose calls fail. */
  List<String> command(Path data) {
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-o", "/dev/null"));
    command.addAll(List.of("-e", "trace=" + calls));
    command.addAll(List.of("-e", "inject=" + calls + ":error=" + error + ":when=" + when));
    for (String file : files) {
      command.addAll(List.of("-P", data.resolve(file).toString()));
    }
    return command;
  }

  @Override
  public String toString() {
    return calls + " " + error + " " + when + " " + files.get(0);
  }
}
