package io.audittrail.agent.weaving;

import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.weaving.ClassOutline.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    List<Method> found = new java.util.ArrayList<>();
    if (!method.canOverride()) {
      return found;
    }
    Deque<String> next = new ArrayDeque<>(type.supertypes());
    Set<String> seen = new HashSet<>();
    while (!next.isEmpty()) {
      String name = next.removeFirst();
      if (seen.add(name)) {
        ClassOutline supertype = outline(name, 0);
        for (Method candidate : supertype.methods()) {
          if (candidate.isOverridable()
              && method.signatures().contains(candidate.signature())
              && isVisible(candidate, supertype.name(), type.name())) {
            found.add(candidate);
          }
        }
        next.addAll(supertype.supertypes());
      }
    }
    return found;
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
