package io.audittrail.agent.weaving;

import io.audittrail.agent.bootstrap.AuditBridge;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into an audited method that may call the audited method it overrides: its code is
 * copied to the method's beginning and end and never runs here.
 */
final class OverrideAdvice {
  private OverrideAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.Origin Class<?> declaring,
      @MethodIndex int method,
      @Advice.This(optional = true) @Nullable Object receiver) {
    return AuditBridge.enter(declaring, method, receiver);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Origin Class<?> declaring,
      @MethodIndex int method,
      @Advice.This(optional = true) @Nullable Object receiver,
      @Advice.AllArguments @Nullable Object[] arguments,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Enter @Nullable Object frame) {
    AuditBridge.exit(declaring, method, receiver, arguments, result, thrown, frame);
  }
}
