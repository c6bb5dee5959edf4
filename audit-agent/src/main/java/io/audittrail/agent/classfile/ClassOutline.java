package io.audittrail.agent.classfile;

import io.audittrail.agent.plan.EventPlan;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A class as its file describes it, as far as weaving needs it.
 *
 * @param name the class's name with slashes
 * @param superclass the name of its superclass; null if that is {@code Object} or of the JDK
 * @param supertypes the names of its supertypes, those of the JDK left out, the superclass first
 * @param methods its methods in the order of the file
 */
public record ClassOutline(
    String name, @Nullable String superclass, List<String> supertypes, List<Method> methods) {
  /**
   * A method.
   *
   * @param access its access flags
   * @param name its name
   * @param descriptor its descriptor
   * @param signatures name and descriptor of the method itself and of the bridges that lead to it
   * @param event the event that its own annotations describe; null if it has none
   */
  public record Method(
      int access,
      String name,
      String descriptor,
      Set<String> signatures,
      @Nullable EventPlan event) {
    private static final int UNREACHABLE =
        Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;

    /** Returns name and descriptor in one. */
    public String signature() {
      return name + descriptor;
    }

    /** Returns whether one of the given access flags is set. */
    public boolean has(int flag) {
      return (access & flag) != 0;
    }

    /** Returns whether the method has a body of its own that can be woven. */
    public boolean isWeavable() {
      return !has(UNREACHABLE) && !name.startsWith("<");
    }

    /** Returns whether a subclass, or a class that implements the interface, can override it. */
    public boolean isOverridable() {
      return !has(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL);
    }

    /** Returns whether it can override a method of a supertype. */
    public boolean canOverride() {
      return !has(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE);
    }
  }
}
