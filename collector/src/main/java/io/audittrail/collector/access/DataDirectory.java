package io.audittrail.collector.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The directory in which the collector keeps everything. What is made here can be read by its owner
 * alone where the file system knows owners (POSIX); what is there already is left as it is.
 */
public final class DataDirectory {
  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * Opens a directory; makes it if it is not there.
   *
   * @throws IOException if it cannot be made, is no directory or cannot be written; the message
   *     says so in words for the operator
   */
  public static DataDirectory open(Path path) throws IOException {
    if (!Files.exists(path)) {
      try {
        Files.createDirectories(path, ownerOnly(path.toAbsolutePath(), "rwx------"));
      } catch (IOException e) {
        throw new IOException("data directory " + path + " cannot be made: " + reason(e), e);
      }
    }
    if (!Files.isDirectory(path)) {
      throw new IOException("data directory " + path + " is no directory");
    }
    if (!Files.isWritable(path)) {
      throw new IOException("data directory " + path + " cannot be written");
    }
    return new DataDirectory(path);
  }

  /** Returns the path of the directory. */
  public Path path() {
    return path;
  }

  /** Returns the path of a file in the directory, which is made, empty, if it is not there. */
  public Path privateFile(String name) throws IOException {
    Path file = path.resolve(name);
    try {
      Files.createFile(file, ownerOnly(path, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      return file;
    }
    return file;
  }

  /**
   * Returns the random key in a file of the directory, which is made if it is not there.
   *
   * @throws IOException if the file cannot be read or made, or has another size
   */
  public byte[] key(String name, int bytes) throws IOException {
    Path file = privateFile(name);
    if (Files.size(file) == 0) {
      byte[] key = new byte[bytes];
      new SecureRandom().nextBytes(key);
      Files.write(file, key, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != bytes) {
      throw new IOException(file + " had " + key.length + " bytes, a key has " + bytes);
    }
    return key;
  }

  private static FileAttribute<?>[] ownerOnly(Path near, String permissions) throws IOException {
    Path existing = near;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.getFileStore(existing).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }
}
