package io.audittrail.delivery.spool.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes what distinguishes one spool from every other: 16 hexadecimal digits. */
public final class SpoolId {
  private static final Path RANDOM_BYTES = Path.of("/dev/urandom");

  private SpoolId() {}

  /** Returns an id that no other spool has. */
  public static String next() {
    return HexFormat.of().toHexDigits(random());
  }

  /** The JDK's secure random numbers delay the start of an application by tens of milliseconds. */
  private static long random() {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(RANDOM_BYTES))) {
      return in.readLong();
    } catch (IOException notThisSystem) {
      return new SecureRandom().nextLong();
    }
  }
}
