package io.audittrail.collector.cli.output;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where answers go: UTF-8, whatever the terminal's locale is, because they are data. For use by one
 * thread.
 */
public final class Output implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;

  /** Makes an output to a stream that it owns. */
  public Output(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  /** Returns the output to standard output, which unlike {@code System.out} says when it fails. */
  @SuppressWarnings("resource") // standard output is the process's
  public static Output standard() {
    return new Output(new FileOutputStream(FileDescriptor.out));
  }

  /** Writes some of the bytes of an array. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw known(e);
    }
  }

  /** Writes bytes. */
  public void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  /** Writes a text and the end of its line. */
  public void line(String text) throws IOException {
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Hands on what was written. */
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw known(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw known(e);
    }
  }

  private static IOException known(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("pipe")
        ? new OutputClosedException(e)
        : new IOException("the output cannot be written: " + e.getMessage(), e);
  }
}
