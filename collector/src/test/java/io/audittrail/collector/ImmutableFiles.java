package io.audittrail.collector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that cannot be written, by handles that are open already either, as on a disk that the
 * system made read-only; needs root and ext4 or XFS.
 */
final class ImmutableFiles implements AutoCloseable {
  private final String[] files;

  private ImmutableFiles(String[] files) {
    this.files = files;
  }

  /** Makes files so, or skips the test where that cannot be done. */
  static ImmutableFiles make(Path... paths) throws InterruptedException {
    String[] files = new String[paths.length];
    for (int i = 0; i < files.length; i++) {
      files[i] = paths[i].toString();
    }
    ImmutableFiles made = new ImmutableFiles(files);
    assumeTrue(made.change("+i"), "files cannot be made immutable here");
    return made;
  }

  private boolean change(String attribute) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("chattr", attribute));
    command.addAll(List.of(files));
    return Commands.succeeds(command.toArray(String[]::new));
  }

  @Override
  public void close() throws InterruptedException {
    change("-i");
  }
}
