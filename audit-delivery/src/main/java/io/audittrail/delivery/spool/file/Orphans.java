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
  private final Strays strays;

  Orphans(Path root, SpoolOwner owner, SpoolListener listener) {
    this.root = root;
    this.owner = owner;
    this.listener = listener;
    this.strays = new Strays(root, listener);
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
        if (!Ownership.isInThisJvm(path) && Files.isDirectory(path)) {
          look(path, candidates);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      listener.trouble(root + " cannot be searched for spools: " + e, e);
    }
    strays.tell();
    candidates.sort(Comparator.comparing(Candidate::made));
    return candidates;
  }

  private void look(Path path, List<Candidate> candidates) {
    try {
      SpoolOwner found = SpoolHome.readableOwnerOf(path);
      if (owner.equals(found)
          && SpoolHome.hasRecords(path)
          && Files.exists(path.resolve(Ownership.LOCK_FILE))) {
        Path properties = path.resolve(SpoolHome.PROPERTIES);
        candidates.add(new Candidate(path, Files.getLastModifiedTime(properties)));
      } else {
        strays.look(path, owner.equals(found));
      }
    } catch (IOException e) {
      // it has just gone
    }
  }
}
