package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Spools for tests. */
final class Spools {
  static final SpoolOwner OWNER = new SpoolOwner("test", "http://localhost");

  private Spools() {}

  /** Hears and keeps. */
  static final class Heard implements SpoolListener {
    final List<String> troubles = new CopyOnWriteArrayList<>();
    final AtomicLong unreadable = new AtomicLong();

    @Override
    public void trouble(String message, @Nullable Throwable cause) {
      troubles.add(message);
    }

    @Override
    public void unreadable(long records, String where) {
      unreadable.addAndGet(records);
    }
  }

  static FileSpool make(Path directory, SpoolSize size) throws IOException {
    return make(directory, size, new Heard());
  }

  static FileSpool make(Path directory, SpoolSize size, Heard heard) throws IOException {
    return FileSpool.make(
        SpoolHome.make(directory.resolve("s-" + System.nanoTime()), OWNER),
        size,
        new SpoolTerms(100, heard));
  }
}
