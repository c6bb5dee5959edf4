package io.audittrail.agent.classfile;

import io.audittrail.agent.plan.EventPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Reads the outline of a class from its file. */
public final class OutlineReader extends ClassVisitor {
  private final AuditAnnotations annotations;
  private final List<MethodReader> methods = new ArrayList<>();

  /** Signatures of bridges by the signature of the method that they lead to. */
  private final Map<String, Set<String>> bridges = new HashMap<>();

  private String className = "";
  private @Nullable String superclass;

  private OutlineReader(AuditAnnotations annotations) {
    super(OpenedClassReader.ASM_API);
    this.annotations = annotations;
  }

  /** Returns the outline of a class. */
  public static ClassOutline read(
      byte[] file, List<String> supertypes, AuditAnnotations annotations) {
    OutlineReader reader = new OutlineReader(annotations);
    OpenedClassReader.of(file).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    String superclass = supertypes.contains(reader.superclass) ? reader.superclass : null;
    return new ClassOutline(reader.className, superclass, supertypes, reader.outlines());
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
    superclass = superName;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if ((access & Opcodes.ACC_BRIDGE) != 0) {
      return new BridgeReader(name, descriptor);
    }
    MethodReader method = new MethodReader(access, name, descriptor, annotations);
    methods.add(method);
    return method;
  }

  private List<ClassOutline.Method> outlines() {
    List<ClassOutline.Method> outlines = new ArrayList<>(methods.size());
    for (MethodReader method : methods) {
      String signature = method.name + method.descriptor;
      Set<String> signatures = new HashSet<>(bridges.getOrDefault(signature, Set.of()));
      signatures.add(signature);
      EventPlan event = method.event();
      outlines.add(
          new ClassOutline.Method(
              method.access, method.name, method.descriptor, Set.copyOf(signatures), event));
    }
    return List.copyOf(outlines);
  }

  /** A bridge overrides with one descriptor and calls the method of the same name with another. */
  private final class BridgeReader extends MethodVisitor {
    private final String name;
    private final String descriptor;

    BridgeReader(String name, String descriptor) {
      super(OpenedClassReader.ASM_API);
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String target, String targetDescriptor, boolean isInterface) {
      if (opcode != Opcodes.INVOKESPECIAL && owner.equals(className) && target.equals(name)) {
        bridges
            .computeIfAbsent(target + targetDescriptor, key -> new HashSet<>())
            .add(name + descriptor);
      }
    }
  }
}
