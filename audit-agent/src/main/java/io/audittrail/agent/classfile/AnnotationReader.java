package io.audittrail.agent.classfile;

import io.audittrail.agent.plan.TypeName;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Reads the members of one annotation: texts, names of classes, and constants of enums. */
final class AnnotationReader extends AnnotationVisitor {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, TypeName> constants = new HashMap<>();
  private final Consumer<AnnotationReader> whenRead;

  /**
   * Makes a reader.
   *
   * @param whenRead gets this reader when all members are read
   */
  AnnotationReader(Consumer<AnnotationReader> whenRead) {
    super(OpenedClassReader.ASM_API);
    this.whenRead = whenRead;
  }

  /** Returns the constant of the member; the given one if the annotation does not have it. */
  @Nullable TypeName type(String member, @Nullable TypeName absent) {
    return constants.getOrDefault(member, absent);
  }

  /** Returns the member's text or class name; the given one if the annotation does not have it. */
  String text(String member, String absent) {
    return texts.getOrDefault(member, absent);
  }

  /** Returns all texts. */
  Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  @Override
  public void visit(@Nullable String member, Object value) {
    texts.put(
        String.valueOf(member),
        value instanceof Type type ? type.getClassName() : String.valueOf(value));
  }

  @Override
  public void visitEnum(@Nullable String member, String descriptor, String constant) {
    constants.put(
        String.valueOf(member), new TypeName(Type.getType(descriptor).getClassName(), constant));
  }

  @Override
  public void visitEnd() {
    whenRead.accept(this);
  }
}
