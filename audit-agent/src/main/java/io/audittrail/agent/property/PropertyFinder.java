package io.audittrail.agent.property;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how objects of a class are asked for a property. */
final class PropertyFinder {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private final MethodHandles.Lookup lookup = MethodHandles.lookup();
  private final ModuleDoors doors;

  PropertyFinder(ModuleDoors doors) {
    this.doors = doors;
  }

  /** Returns the property, or {@link Property#ABSENT}. */
  Property find(Class<?> type, String name) {
    List<Class<?>> types = lineage(type);
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String method : List.of(name, "get" + capital, "is" + capital)) {
      MethodHandle getter = method(types, method);
      if (getter != null) {
        return new Property(getter);
      }
    }
    MethodHandle field = field(types, name);
    return field == null ? Property.ABSENT : new Property(field);
  }

  private @Nullable MethodHandle method(List<Class<?>> types, String name) {
    for (Class<?> type : types) {
      try {
        Method method = type.getDeclaredMethod(name);
        if (method.getReturnType() != void.class && isAccessible(method, method)) {
          return lookup.unreflect(method).asType(GETTER);
        }
      } catch (NoSuchMethodException | IllegalAccessException elsewhere) {
        continue;
      }
    }
    return null;
  }

  private @Nullable MethodHandle field(List<Class<?>> types, String name) {
    for (Class<?> type : types) {
      try {
        Field field = type.getDeclaredField(name);
        if (Modifier.isPublic(field.getModifiers()) && isAccessible(field, field)) {
          return lookup.unreflectGetter(field).asType(GETTER);
        }
      } catch (NoSuchFieldException | IllegalAccessException elsewhere) {
        continue;
      }
    }
    return null;
  }

  private boolean isAccessible(AccessibleObject object, Member member) {
    if (Modifier.isStatic(member.getModifiers())) {
      return false;
    }
    Class<?> type = member.getDeclaringClass();
    boolean open =
        Modifier.isPublic(member.getModifiers())
            && Modifier.isPublic(type.getModifiers())
            && type.getModule().isExported(type.getPackageName(), getClass().getModule());
    return open || (doors.open(type) && object.trySetAccessible());
  }

  /** Returns the class, its superclasses and their interfaces, in this order. */
  private static List<Class<?>> lineage(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> next = type; next != null; next = next.getSuperclass()) {
      types.add(next);
    }
    for (Class<?> next : List.copyOf(types)) {
      addInterfaces(next, types);
    }
    return new ArrayList<>(types);
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
    for (Class<?> next : type.getInterfaces()) {
      if (types.add(next)) {
        addInterfaces(next, types);
      }
    }
  }
}
