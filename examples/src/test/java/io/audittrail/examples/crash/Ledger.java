package io.audittrail.examples.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a producer notes after an event was taken: a mark a line, in a file that survives the kill
 * of its process, because each note is a system call.
 */
public final class Ledger {
  private final FileChannel file;
  private final String prefix;
  private long next;

  /** Opens a ledger, whose marks begin with the given prefix. */
  Ledger(Path file, String prefix) throws IOException {
    this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.prefix = prefix;
  }

  /** Returns the mark of the next event. */
  String nextMark() {
    return prefix + "-" + next++;
  }

  /** Notes that the event with the mark was taken. */
  void note(String mark) throws IOException {
    file.write(ByteBuffer.wrap((mark + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads the marks of a ledger; a line that its process could not finish does not count. */
  public static List<String> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    List<String> marks = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      marks.add(text.substring(start, end));
      start = end + 1;
    }
    return marks;
  }
}
