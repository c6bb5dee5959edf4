package io.audittrail.agent.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of woven methods; the engine has the only one that does anything.
 *
 * <p>Called by any thread of the application. Must not throw.
 */
public interface CallReceiver {
  /**
   * An overriding method was entered.
   *
   * @return what {@link #exited} gets back as {@link Call#frame()}
   */
  @Nullable Object entered(Class<?> declaring, int method, @Nullable Object receiver);

  /** A woven method was left. */
  void exited(Call call);
}
