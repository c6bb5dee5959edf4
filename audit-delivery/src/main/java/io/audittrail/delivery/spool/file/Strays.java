package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of directories that nobody empties by himself, each once: spools that cannot be adopted,
 * because nothing says whose they are or whether somebody has them, and those in which only
 * rejected events or unreadable bytes are left. Not safe for use by several threads.
 */
final class Strays {
  private final Path root;
  private final SpoolListener listener;
  private final Set<Path> told = new HashSet<>();
  private final List<String> homeless = new ArrayList<>();
  private final List<Path> drained = new ArrayList<>();

  Strays(Path root, SpoolListener listener) {
    this.root = root;
    this.listener = listener;
  }

  /** Looks at a directory that is not to be adopted now. */
  void look(Path path, boolean ours) {
    if (told.contains(path)) {
      return;
    }
    try {
      if (SpoolHome.hasRecords(path)) {
        String trouble = troubleOf(path);
        if (trouble != null && told.add(path)) {
          homeless.add(path.getFileName() + " (" + trouble + ")");
        }
      } else if (ours && hasLeftovers(path) && Ownership.isFree(path) && told.add(path)) {
        drained.add(path);
      }
    } catch (IOException | DirectoryIteratorException gone) {
      // a file of somebody else, or it has just gone
    }
  }

  /** Returns why nobody can adopt a spool; null if somebody can, or has it. */
  private static @Nullable String troubleOf(Path path) {
    if (!Files.exists(path.resolve(Ownership.LOCK_FILE))) {
      return "its lock is missing";
    }
    if (SpoolHome.readableOwnerOf(path) != null) {
      return null;
    }
    try {
      return Ownership.isFree(path)
          ? SpoolHome.PROPERTIES + " is missing, damaged or of another version"
          : null;
    } catch (IOException e) {
      return "its lock cannot be used: " + e;
    }
  }

  private static boolean hasLeftovers(Path path) throws IOException {
    if (Files.isDirectory(path.resolve(SpoolHome.QUARANTINE))) {
      return true;
    }
    try (DirectoryStream<Path> letters = Files.newDirectoryStream(path, DeadLetterFile.GLOB)) {
      return letters.iterator().hasNext();
    }
  }

  /** Tells of what was found since the last time. */
  void tell() {
    if (!homeless.isEmpty()) {
      listener.trouble(
          "spools with events in "
              + root
              + " cannot be adopted: "
              + homeless
              + "; \"spool resend --spool ID\" sends what is in them",
          null);
      homeless.clear();
    }
    if (!drained.isEmpty()) {
      listener.trouble(
          drained.size()
              + " earlier spools in "
              + root
              + " hold nothing but rejected events or bytes that cannot be read, until somebody"
              + " looks at them: \"spool list\" and \"spool resend\"",
          null);
      drained.clear();
    }
  }
}
