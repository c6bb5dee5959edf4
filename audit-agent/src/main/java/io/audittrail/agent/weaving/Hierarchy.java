package io.audittrail.agent.weaving;

import io.audittrail.agent.classfile.ClassFileHead;
import io.audittrail.agent.classfile.ClassFiles;
import io.audittrail.agent.classfile.ClassOutline;
import io.audittrail.agent.classfile.ClassOutline.Method;
import io.audittrail.agent.classfile.OutlineReader;
import io.audittrail.agent.plan.EventPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The supertypes of classes, read from their files; loads nothing.
 *
 * <p>A supertype is read once for each loader that sees it. Most have nothing to do with an audited
 * method, and no more than that is remembered of them.
 */
final class Hierarchy {
  private static final int MAX_DEPTH = 100;

  private final ClassLoader loader;
  private final LoaderView view;

  Hierarchy(ClassLoader loader, LoaderView view) {
    this.loader = loader;
    this.view = view;
  }

  /** Returns whether one of the given types, or a supertype of theirs, has an audited method. */
  boolean isAudited(List<String> types) {
    return isAudited(types, 0);
  }

  private boolean isAudited(List<String> types, int depth) {
    for (String type : types) {
      if (outline(type, depth) != LoaderView.NOTHING) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the event that the nearest method describes that the given one overrides: level by
   * level, the superclass before the interfaces. Null if there is none.
   */
  @Nullable EventPlan inheritedEvent(ClassOutline type, Method method) {
    for (Method overridden : overridden(type, method)) {
      if (overridden.event() != null) {
        return overridden.event();
      }
    }
    return null;
  }

  /**
   * Returns the class whose body an audited method of an interface has in the given class, if that
   * body is inherited from a class that knows nothing of the interface, and so is not woven. Null
   * if there is no such body.
   */
  @Nullable String unawareBody(ClassOutline type, Method audited) {
    for (String name = type.superclass(); name != null; ) {
      byte[] file = ClassFiles.read(loader, name);
      ClassFileHead head = file == null ? null : ClassFileHead.read(file);
      if (file == null || head == null) {
        return null;
      }
      ClassOutline superclass = OutlineReader.read(file, head.supertypes(), view.annotations());
      for (Method method : superclass.methods()) {
        if (method.isWeavable() && method.signature().equals(audited.signature())) {
          boolean aware = method.event() != null || inheritedEvent(superclass, method) != null;
          return aware ? null : name;
        }
      }
      name = superclass.superclass();
    }
    return null;
  }

  /** Returns the audited methods without a body that the class gets from its supertypes. */
  List<Method> auditedAbstractMethods(ClassOutline type) {
    List<Method> found = new ArrayList<>();
    walk(
        type,
        supertype -> {
          for (Method method : supertype.methods()) {
            if (method.event() != null && method.has(Opcodes.ACC_ABSTRACT)) {
              found.add(method);
            }
          }
        });
    return found;
  }

  /** Returns whether the method can call one that it overrides and that is woven too. */
  boolean overridesBody(ClassOutline type, Method method) {
    for (Method overridden : overridden(type, method)) {
      if (overridden.isWeavable()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the methods that the given one overrides, the nearest first. */
  private List<Method> overridden(ClassOutline type, Method method) {
    List<Method> found = new ArrayList<>();
    if (method.canOverride()) {
      walk(
          type,
          supertype -> {
            for (Method candidate : supertype.methods()) {
              if (candidate.isOverridable()
                  && method.signatures().contains(candidate.signature())
                  && isVisible(candidate, supertype.name(), type.name())) {
                found.add(candidate);
              }
            }
          });
    }
    return found;
  }

  /** Shows the supertypes of a class, level by level, the superclass before the interfaces. */
  private void walk(ClassOutline type, Consumer<ClassOutline> visitor) {
    Deque<String> next = new ArrayDeque<>(type.supertypes());
    Set<String> seen = new HashSet<>();
    while (!next.isEmpty()) {
      String name = next.removeFirst();
      if (seen.add(name)) {
        ClassOutline supertype = outline(name, 0);
        visitor.accept(supertype);
        next.addAll(supertype.supertypes());
      }
    }
  }

  private static boolean isVisible(Method candidate, String from, String to) {
    return candidate.has(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
        || packageOf(from).equals(packageOf(to));
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private ClassOutline outline(String name, int depth) {
    ClassOutline known = view.supertypes().get(name);
    if (known == null) {
      known = depth > MAX_DEPTH ? LoaderView.NOTHING : read(name, depth);
      view.supertypes().put(name, known);
    }
    return known;
  }

  private ClassOutline read(String name, int depth) {
    byte[] file = ClassFiles.read(loader, name);
    ClassFileHead head = file == null ? null : ClassFileHead.read(file);
    if (file == null || head == null) {
      return LoaderView.NOTHING;
    }
    List<String> supertypes = head.supertypes();
    return view.annotations().areIn(head) || isAudited(supertypes, depth + 1)
        ? OutlineReader.read(file, supertypes, view.annotations())
        : LoaderView.NOTHING;
  }
}
