package io.audittrail.collector.cli.output;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that has its name only when it is whole: until then, the name ends in {@code .partial}.
 */
public final class PartialFile {
  private final Path file;
  private final Path partial;
  private final boolean replaces;

  /**
   * Makes a file that is not there yet.
   *
   * @param replaces whether it may replace one that is there
   * @throws IllegalArgumentException if it must not, or is a directory, or has no directory
   */
  public PartialFile(Path file, boolean replaces) {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "--output was " + file + ", allowed is a file in a directory that exists");
    }
    if (Files.exists(file) && !replaces) {
      throw new IllegalArgumentException(
          "--output " + file + " exists already: --force replaces it");
    }
    this.file = file;
    this.partial = directory.resolve(absolute.getFileName() + ".partial");
    this.replaces = replaces;
  }

  /** Writes into a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all of it. */
    void write(Output output) throws IOException;
  }

  /** Lets somebody write the file, and gives it its name if that ends well. */
  public void write(Writer writer) throws IOException {
    try (FileOutputStream stream = new FileOutputStream(partial.toFile());
        Output output = new Output(stream)) {
      writer.write(output);
      output.flush();
      stream.getFD().sync();
    }
    try {
      if (replaces) {
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(partial, file);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " was made meanwhile; the export is in " + partial, e);
    }
  }

  /** Returns where the file is until it is whole. */
  public Path partial() {
    return partial;
  }
}
