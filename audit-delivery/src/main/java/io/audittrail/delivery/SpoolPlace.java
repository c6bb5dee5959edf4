package io.audittrail.delivery;

import io.audittrail.delivery.spool.MemorySpool;
import io.audittrail.delivery.spool.Spool;
import io.audittrail.delivery.spool.file.FileSpool;
import io.audittrail.delivery.spool.file.Orphans;
import io.audittrail.delivery.spool.file.SpoolId;
import io.audittrail.delivery.spool.file.SpoolOwner;
import io.audittrail.delivery.spool.file.SpoolRoot;
import io.audittrail.delivery.spool.file.SpoolTerms;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where one delivery's events wait: in files of a directory, or in memory. */
final class SpoolPlace {
  private final DeliverySettings settings;
  private final SpoolOwner owner;
  private final SpoolTerms terms;
  private final @Nullable SpoolRoot root;
  private final Spool spool;

  private SpoolPlace(DeliverySettings settings, SpoolTroubles troubles, boolean inFiles)
      throws IOException {
    this.settings = settings;
    this.owner = settings.owner();
    this.terms = new SpoolTerms(settings.number(DeliveryOption.SYNC_INTERVAL_MILLIS), troubles);
    this.root = inFiles ? openRoot() : null;
    this.spool = root == null ? memory() : files(root);
  }

  /**
   * Opens the place that the settings name.
   *
   * @param listener if not null, hears that the directory cannot be used, and events wait in memory
   * @throws IllegalArgumentException if the directory cannot be used, and listener is null
   */
  static SpoolPlace open(
      DeliverySettings settings, SpoolTroubles troubles, @Nullable DeliveryListener listener) {
    try {
      return new SpoolPlace(settings, troubles, !settings.inMemory());
    } catch (IOException e) {
      String problem = describe(settings, e);
      if (listener == null) {
        throw new IllegalArgumentException(problem, e);
      }
      listener.warn(problem + "; events wait in memory, and end with the process", null);
      return inMemory(settings, troubles);
    }
  }

  private static SpoolPlace inMemory(DeliverySettings settings, SpoolTroubles troubles) {
    try {
      return new SpoolPlace(settings, troubles, false);
    } catch (IOException memoryDoesNotFail) {
      throw new IllegalStateException(memoryDoesNotFail);
    }
  }

  private static String describe(DeliverySettings settings, IOException cause) {
    Path directory = settings.spoolDirectory();
    return "spoolDirectory was "
        + (directory == null ? "not set, and the default" : directory)
        + ", which cannot hold a spool: "
        + cause
        + "; allowed is a directory that can be written and locked, or memory";
  }

  private SpoolRoot openRoot() throws IOException {
    Path directory = settings.spoolDirectory();
    return directory == null ? SpoolRoot.openDefault() : SpoolRoot.open(directory);
  }

  private Spool memory() {
    return new MemorySpool(owner.producer() + "/" + SpoolId.next(), settings.memoryBytes());
  }

  private FileSpool files(SpoolRoot in) throws IOException {
    return in.make(owner, settings.number(DeliveryOption.SPOOL_BYTES), terms);
  }

  Spool spool() {
    return spool;
  }

  /** Returns whether events outlive the process. */
  boolean isInFiles() {
    return root != null;
  }

  /**
   * Makes another spool in the same place, in files.
   *
   * @return null if the place is memory
   * @throws IOException if it cannot be made
   */
  @Nullable FileSpool another() throws IOException {
    return root == null ? null : files(root);
  }

  /** Returns who finds what earlier processes left; null if the place is memory. */
  @Nullable Orphans orphans() {
    return root == null ? null : root.orphans(owner, terms.listener());
  }

  /** Returns the place in words: a directory, or memory. */
  @Override
  public String toString() {
    return spool instanceof FileSpool files ? files.path().toString() : "memory";
  }
}
