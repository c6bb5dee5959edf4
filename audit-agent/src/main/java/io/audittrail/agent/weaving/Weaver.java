package io.audittrail.agent.weaving;

import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.MethodPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a planned class with Byte Buddy's advice, from bytes to bytes: types are described from
 * class files and never loaded. Safe for use by any thread.
 *
 * <p>Making one takes long, so it is made for the first class that is woven. Byte Buddy's builder
 * of types is left out, since it makes weaving slower and nothing of it is needed.
 */
final class Weaver {
  /** The places of the methods in the plan of the class that this thread is weaving. */
  private final ThreadLocal<@Nullable Map<String, Integer>> indexes = new ThreadLocal<>();

  private final WovenAdvice call = new WovenAdvice(CallAdvice.class, this::index);
  private final WovenAdvice override = new WovenAdvice(OverrideAdvice.class, this::index);

  /** Returns the class file with its planned methods woven. */
  byte[] weave(byte[] file, ClassPlan plan, ClassLoader loader) {
    Map<String, Integer> outer = indexes.get();
    indexes.set(indexesOf(plan));
    try {
      return woven(file, plan, loader);
    } finally { // a loader that is asked for a file may load a class, which is woven within
      indexes.set(outer);
    }
  }

  private byte[] woven(byte[] file, ClassPlan plan, ClassLoader loader) {
    TypePool pool = // lazy: otherwise the file of each parameter's type is read
        TypePool.Default.WithLazyResolution.of(
            new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(plan.className(), file),
                ClassFileLocator.ForClassLoader.of(loader)));
    TypeDescription type = pool.describe(plan.className()).resolve();
    ClassReader reader = OpenedClassReader.of(file);
    ClassWriter writer = new ClassWriter(reader, 0); // copies what is not woven
    WovenClass woven = new WovenClass(writer, type, pool);
    for (MethodPlan method : plan.methods()) {
      woven.advise(method.signature(), (method.overriding() ? override : call).read());
    }
    reader.accept(woven, 0);
    return writer.toByteArray();
  }

  private static Map<String, Integer> indexesOf(ClassPlan plan) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < plan.methods().size(); i++) {
      indexes.put(plan.methods().get(i).signature(), i);
    }
    return indexes;
  }

  private int index(MethodDescription method) {
    Map<String, Integer> known = Objects.requireNonNull(indexes.get(), "indexes while weaving");
    String signature = method.getInternalName() + method.getDescriptor();
    return Objects.requireNonNull(known.get(signature), signature);
  }
}
