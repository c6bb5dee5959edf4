package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the spools of processes that have ended, of the same producer to the same destination. */
public final class Orphans {
  private final Path root;
  private final SpoolOwner owner;
  private final SpoolListener listener;

  Orphans(Path root, SpoolOwner owner, SpoolListener listener) {
    this.root = root;
    this.owner = owner;
    this.listener = listener;
  }

  private record Candidate(Path path, FileTime made) {}

  /** Adopts the oldest spool that nobody has; returns null if there is none. */
  public @Nullable Orphan adoptNext() {
    for (Candidate candidate : candidates()) {
      try {
        SpoolHome home = SpoolHome.adopt(candidate.path());
        if (home != null) {
          return open(home);
        }
      } catch (IOException e) {
        listener.trouble(candidate.path() + " cannot be adopted: " + e, e);
      }
    }
    return null;
  }

  private Orphan open(SpoolHome home) throws IOException {
    try {
      return Orphan.of(home, listener);
    } catch (IOException | RuntimeException e) {
      home.release();
      throw e;
    }
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
      for (Path path : directories) {
        if (!Ownership.isInThisJvm(path) && isOurs(path)) {
          candidates.add(
              new Candidate(path, Files.getLastModifiedTime(path.resolve(SpoolHome.PROPERTIES))));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      listener.trouble(root + " cannot be searched for spools: " + e, e);
    }
    candidates.sort(Comparator.comparing(Candidate::made));
    return candidates;
  }

  private boolean isOurs(Path path) {
    try {
      return Files.isDirectory(path)
          && owner.equals(SpoolHome.ownerOf(path))
          && SpoolHome.hasRecords(path);
    } catch (IOException e) {
      return false; // a file of somebody else, or it has just gone
    }
  }
}
