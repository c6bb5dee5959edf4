package io.audittrail.collector.application;

import io.audittrail.collector.access.Seal;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.Position;
import io.audittrail.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the place that a client has come to into a cursor, and back. A cursor is good for the
 * application and the tenant that it was made for; a window or an order that comes along must mean
 * the same, one that is left out is the cursor's.
 */
final class Cursors {
  private static final int HASH_BYTES = 16;
  private static final int HEAD_BYTES = 4 * Long.BYTES + 1 + HASH_BYTES;

  private final Seal seal;

  /** Makes cursors with a key of {@link Seal#KEY_BYTES} bytes. */
  Cursors(byte[] key) {
    this.seal = new Seal(key, HEAD_BYTES + WireLimits.MAX_TOKEN_LENGTH);
  }

  /** Returns the cursor of a walk that goes on after a position. */
  String write(Walk walk, Position after, Viewed viewed) {
    byte[] id = after.id().getBytes(StandardCharsets.US_ASCII);
    byte[] plain =
        ByteBuffer.allocate(HEAD_BYTES + id.length)
            .putLong(walk.startMicros())
            .putLong(walk.endMicros())
            .putLong(walk.snapshot())
            .putLong(after.occurredAtMicros())
            .put((byte) (walk.reverse() ? 1 : 0))
            .put(hash(walk.types()))
            .put(id)
            .array();
    return seal.close(plain, context(viewed));
  }

  /**
   * Returns the walk that a cursor continues.
   *
   * @throws Refusal with 400 if it was not made here for the same application, tenant and question
   */
  Walk read(String cursor, EventsRequest request, Viewed viewed) {
    ByteBuffer plain =
        ByteBuffer.wrap(
            seal.open(cursor, context(viewed))
                .orElseThrow(
                    () ->
                        new Refusal(
                            400,
                            "cursor was none that this collector gave for this application to a"
                                + " token of this tenant")));
    long start = plain.getLong();
    long end = plain.getLong();
    long snapshot = plain.getLong();
    long micros = plain.getLong();
    boolean reverse = plain.get() == 1;
    byte[] hash = new byte[HASH_BYTES];
    plain.get(hash);
    boolean same =
        (request.startMicros() == null || request.startMicros() == start)
            && (request.endMicros() == null || request.endMicros() == end)
            && (request.reverse() == null || request.reverse() == reverse)
            && Arrays.equals(hash, hash(request.types()));
    if (!same) {
      throw new Refusal(
          400, "cursor was made for another start, end, reverse or event_types, send the same");
    }
    byte[] id = new byte[plain.remaining()];
    plain.get(id);
    Position after = new Position(micros, new String(id, StandardCharsets.US_ASCII));
    Order order = reverse ? Order.DESCENDING : Order.ASCENDING;
    return new Walk(start, end, request.types(), order, snapshot, after);
  }

  private static String context(Viewed viewed) {
    String application = viewed.application();
    String tenant = viewed.viewer() == null ? "" : ' ' + viewed.viewer();
    return "events 1 " + application.length() + ' ' + application + tenant;
  }

  private static byte[] hash(@Nullable SortedSet<String> types) {
    if (types == null) {
      return new byte[HASH_BYTES];
    }
    try {
      byte[] names = String.join("\n", types).getBytes(StandardCharsets.US_ASCII);
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(names), HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
