package io.audittrail.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {
  @TempDir private Path directory;

  @Test
  void acquire_ofADirectoryWithAnOwner_namesTheDirectory() throws Exception {
    Path data = directory.resolve("not/there/yet");
    try (DirectoryLock owner = DirectoryLock.acquire(data)) {
      assertThat(owner).isNotNull();
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> DirectoryLock.acquire(data.resolve("../yet")))
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessage("another collector uses the data directory " + data.toRealPath());
      }
    }
  }

  @Test
  void close_letsTheNextOwnerIn() {
    DirectoryLock first = DirectoryLock.acquire(directory);
    first.close();
    DirectoryLock second = DirectoryLock.acquire(directory);
    first.close();

    assertThatThrownBy(() -> DirectoryLock.acquire(directory))
        .as("closing the first lock twice does not open the second")
        .isInstanceOf(StoreUnavailableException.class);
    second.close();
  }

  @Test
  void acquire_ofAFile_namesIt() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> DirectoryLock.acquire(file))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void acquire_whereTheLockCannotBeWritten_namesTheDirectoryAndLeavesNoOwner() throws Exception {
    Path lock = Files.createDirectory(directory.resolve("collector.lock"));

    assertThatThrownBy(() -> DirectoryLock.acquire(directory))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(directory.toRealPath().toString());
    Files.delete(lock);
    DirectoryLock.acquire(directory).close();
  }
}
