package io.audittrail.agent.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The overriding methods that one thread is in, so that the {@code super} call of an override makes
 * no second event; used by that thread alone.
 */
final class CallStack {
  private final Deque<Frame> frames = new ArrayDeque<>(4);
  private boolean capturing;

  /** An overriding method that was entered and not left yet. */
  private record Frame(Class<?> declaring, Site site, @Nullable Object receiver) {}

  /** Returns whether the thread is making an event, which may call the application's methods. */
  boolean isCapturing() {
    return capturing;
  }

  void capturing(boolean now) {
    capturing = now;
  }

  Object open(Class<?> declaring, Site site, @Nullable Object receiver) {
    Frame frame = new Frame(declaring, site, receiver);
    frames.addLast(frame);
    return frame;
  }

  /** Closes a frame, and those within it that were not closed. */
  @SuppressWarnings("ReferenceEquality") // this very call, not one like it
  void close(Object frame) {
    while (!frames.isEmpty() && frames.removeLast() != frame) {
      continue;
    }
  }

  /**
   * Returns whether a call is the {@code super} call of an override that is being executed: the
   * same method, on the same object, declared by a supertype. A recursive call is none.
   */
  boolean isWithinOverride(Class<?> declaring, Site site, @Nullable Object receiver) {
    if (frames.isEmpty() || receiver == null) {
      return false;
    }
    for (Frame frame : frames) {
      if (frame.receiver() == receiver
          && frame.declaring() != declaring
          && declaring.isAssignableFrom(frame.declaring())
          && frame.site().overrides(site)) {
        return true;
      }
    }
    return false;
  }
}
