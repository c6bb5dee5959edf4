package io.audittrail.agent.weaving;

import io.audittrail.agent.bootstrap.AuditBridge;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into an audited method: its code is copied to the method's end and never runs here.
 */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Origin Class<?> declaring,
      @MethodIndex int method,
      @Advice.This(optional = true) @Nullable Object receiver,
      @Advice.AllArguments @Nullable Object[] arguments,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown @Nullable Throwable thrown) {
    AuditBridge.exit(declaring, method, receiver, arguments, result, thrown, null);
  }
}
