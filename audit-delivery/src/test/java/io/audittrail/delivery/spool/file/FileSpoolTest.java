package io.audittrail.delivery.spool.file;

import io.audittrail.delivery.spool.Spool;
import io.audittrail.delivery.spool.SpoolContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolTest extends SpoolContract {
  @TempDir Path directory;
  private final List<FileSpool> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(FileSpool::close);
  }

  @Override
  protected Spool open(long capacityBytes) {
    try {
      opened.add(Spools.make(directory, new SpoolSize(4096, (int) (capacityBytes / 2_500))));
      return opened.get(opened.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
