package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory in which each process has the directory of its own spool. */
public final class SpoolRoot {
  private final Path path;

  private SpoolRoot(Path path) {
    this.path = path;
  }

  /**
   * Opens a directory, and makes it, for its owner alone, if it is not there.
   *
   * @throws IOException if it cannot be made or written
   */
  public static SpoolRoot open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      make(absolute);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("is no directory", e);
    }
    if (!Files.isWritable(absolute)) {
      throw new IOException("cannot be written");
    }
    return new SpoolRoot(absolute);
  }

  /** Makes what is not there, and forces it to the disk: else it could take a spool with it. */
  private static void make(Path absolute) throws IOException {
    Path there = absolute;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    Files.createDirectories(absolute, Permissions.directory(absolute));
    for (Path made = absolute; !made.equals(there) && made.getParent() != null; ) {
      made = made.getParent();
      Permissions.forceDirectory(made);
    }
  }

  /**
   * Opens the directory that is used when nobody names one: {@code .audit-trail/spool} in the
   * user's home, or, where that cannot be written, {@code audit-trail-USER/spool} in the directory
   * for temporary files.
   *
   * @throws IOException if neither can be used
   */
  public static SpoolRoot openDefault() throws IOException {
    Path home = Path.of(System.getProperty("user.home", ""));
    if (home.isAbsolute() && Files.isWritable(home)) {
      try {
        return open(home.resolve(".audit-trail").resolve("spool"));
      } catch (IOException e) {
        // then the other place
      }
    }
    Path parent =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("audit-trail-" + System.getProperty("user.name", "unknown"));
    SpoolRoot root = open(parent.resolve("spool"));
    requireOurs(parent, root);
    return root;
  }

  /**
   * Everybody may write the directory for temporary files, so somebody else may have been first.
   */
  private static void requireOurs(Path parent, SpoolRoot root) throws IOException {
    Path probe = Files.createTempFile(root.path, "probe", null);
    try {
      if (!Files.getOwner(probe).equals(Files.getOwner(parent))) {
        throw new IOException(parent + " belongs to somebody else");
      }
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Returns the directory. */
  public Path path() {
    return path;
  }

  /**
   * Makes an empty spool.
   *
   * @param bytes the most bytes that its segments take, at least 1 MiB
   * @throws IOException if its files cannot be made, locked or mapped
   */
  public FileSpool make(SpoolOwner owner, long bytes, SpoolTerms terms) throws IOException {
    SpoolHome home = Uninterrupted.run(() -> SpoolHome.make(path.resolve(SpoolId.next()), owner));
    return FileSpool.make(home, SpoolSize.of(bytes), terms);
  }

  /** Returns who finds the spools that processes of the given owner have left. */
  public Orphans orphans(SpoolOwner owner, SpoolListener listener) {
    return new Orphans(path, owner, listener);
  }
}
