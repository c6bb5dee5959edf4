package io.audittrail.agent.weaving;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Writes a class whose audited methods have their advice, and all else as it was. */
final class WovenClass extends ClassVisitor {
  private final TypeDescription type;
  private final TypePool pool;
  private final Map<String, Advice> advices = new HashMap<>();
  private Implementation.@Nullable Context context;

  WovenClass(ClassWriter writer, TypeDescription type, TypePool pool) {
    super(OpenedClassReader.ASM_API, writer);
    this.type = type;
    this.pool = pool;
  }

  /** Has an advice woven into the method with the given name and descriptor. */
  void advise(String signature, Advice advice) {
    advices.put(signature, advice);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    ClassFileVersion file = ClassFileVersion.ofMinorMajor(version);
    context =
        Implementation.Context.Disabled.Factory.INSTANCE.make(
            type,
            new AuxiliaryType.NamingStrategy.Suffixing("audited"),
            TypeInitializer.None.INSTANCE,
            file,
            file);
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
    Advice advice = advices.get(name + descriptor);
    return advice == null
        ? writer
        : advice.wrap(type, method(name, descriptor), writer, context, pool, 0, 0);
  }

  private MethodDescription method(String name, String descriptor) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.getInternalName().equals(name) && method.getDescriptor().equals(descriptor)) {
        return method;
      }
    }
    throw new IllegalStateException(name + descriptor + " is not in " + type);
  }
}
