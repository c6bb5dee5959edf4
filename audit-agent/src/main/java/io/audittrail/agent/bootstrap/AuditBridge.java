package io.audittrail.agent.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * The one thing of the agent that woven code calls.
 *
 * <p>It never throws: woven code goes on as if it were not there.
 */
public final class AuditBridge {
  private static volatile @Nullable CallReceiver receiver;

  private AuditBridge() {}

  /** Connects woven code to the engine; null disconnects it. */
  public static void connect(@Nullable CallReceiver engine) {
    receiver = engine;
  }

  /** Returns whether an engine is connected, as when the agent was attached twice. */
  public static boolean isConnected() {
    return receiver != null;
  }

  /** Called by woven code when an overriding method is entered. */
  public static @Nullable Object enter(
      Class<?> declaring, int method, @Nullable Object thisObject) {
    CallReceiver engine = receiver;
    return engine == null ? null : engine.entered(declaring, method, thisObject);
  }

  /** Called by woven code when a method is left; the parameters are those of {@link Call}. */
  public static void exit(
      Class<?> declaring,
      int method,
      @Nullable Object thisObject,
      @Nullable Object[] arguments,
      @Nullable Object result,
      @Nullable Throwable thrown,
      @Nullable Object frame) {
    CallReceiver engine = receiver;
    if (engine != null) {
      engine.exited(new Call(declaring, method, thisObject, arguments, result, thrown, frame));
    }
  }
}
