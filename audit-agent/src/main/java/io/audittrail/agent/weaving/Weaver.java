package io.audittrail.agent.weaving;

import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.MethodPlan;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.OffsetMapping;
import net.bytebuddy.asm.Advice.OffsetMapping.Target;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * Weaves a planned class with Byte Buddy, from bytes to bytes: types are described from class files
 * and never loaded.
 *
 * <p>Making one takes a tenth of a second, so it is made for the first class that is woven.
 */
final class Weaver {
  /** Looks at declared methods only: those of supertypes took almost half of a weaving. */
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE);

  /** Returns the class file with its planned methods woven. */
  byte[] weave(byte[] file, ClassPlan plan, ClassLoader loader) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(plan.className(), file),
            ClassFileLocator.ForClassLoader.of(loader));
    TypePool pool = TypePool.Default.of(locator);
    TypeDescription type = pool.describe(plan.className()).resolve();
    Map<String, Integer> plain = new HashMap<>();
    Map<String, Integer> overriding = new HashMap<>();
    for (int i = 0; i < plan.methods().size(); i++) {
      MethodPlan method = plan.methods().get(i);
      (method.overriding() ? overriding : plain).put(method.signature(), i);
    }
    return byteBuddy
        .decorate(type, locator)
        .visit(visitor(CallAdvice.class, plain))
        .visit(visitor(OverrideAdvice.class, overriding))
        .make(TypeResolutionStrategy.Disabled.INSTANCE, pool)
        .getBytes();
  }

  private static AsmVisitorWrapper visitor(Class<?> advice, Map<String, Integer> indexes) {
    if (indexes.isEmpty()) {
      return AsmVisitorWrapper.NoOp.INSTANCE;
    }
    OffsetMapping index =
        (type, method, assigner, argumentHandler, sort) ->
            new Target.ForStackManipulation(
                IntegerConstant.forValue(indexes.getOrDefault(signature(method), -1)));
    ElementMatcher<MethodDescription> planned = method -> indexes.containsKey(signature(method));
    return Advice.withCustomMapping().bind(MethodIndex.class, index).to(advice).on(planned);
  }

  private static String signature(MethodDescription method) {
    return method.getInternalName() + method.getDescriptor();
  }
}
