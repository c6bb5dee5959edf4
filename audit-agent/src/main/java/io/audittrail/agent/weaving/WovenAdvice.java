package io.audittrail.agent.weaving;

import java.util.function.ToIntFunction;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.OffsetMapping.Target;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * An advice, read from its class file once and woven into any number of methods; reading it takes
 * longer than weaving it. Safe for use by any thread.
 */
final class WovenAdvice {
  private final Class<?> advice;
  private final ToIntFunction<MethodDescription> index;
  private volatile @Nullable Advice read;

  /**
   * Makes an advice, which is read when it is needed first.
   *
   * @param index returns the {@link MethodIndex} of a method that is being woven
   */
  WovenAdvice(Class<?> advice, ToIntFunction<MethodDescription> index) {
    this.advice = advice;
    this.index = index;
  }

  Advice read() {
    Advice known = read;
    if (known == null) {
      // Described by its file: reflection would make proxies of its annotations.
      ClassFileLocator own = ClassFileLocator.ForClassLoader.of(advice.getClassLoader());
      TypeDescription type = TypePool.Default.of(own).describe(advice.getName()).resolve();
      known =
          Advice.withCustomMapping()
              .bind(
                  MethodIndex.class,
                  (woven, method, assigner, arguments, sort) ->
                      new Target.ForStackManipulation(
                          IntegerConstant.forValue(index.applyAsInt(method))))
              .to(type, own);
      read = known;
    }
    return known;
  }
}
