package io.audittrail.agent.draft;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Who acts according to the application: its own {@code AuditContext}, else the keys of its MDC
 * that the settings name. Both are the application's classes, reached through its class loader.
 */
public final class ContextActor {
  private static final String CONTEXT = "io.audittrail.event.AuditContext";
  private static final String ACTOR = "io.audittrail.event.Actor";
  private static final String MDC = "org.slf4j.MDC";

  /** Kept with the application's class, since all that it loads use the same. */
  private static final ClassValue<@Nullable Context> CONTEXTS =
      new ClassValue<>() {
        @Override
        protected @Nullable Context computeValue(Class<?> context) {
          return contextOf(context);
        }
      };

  private final ActorSettings settings;
  private final @Nullable Context context;
  private final @Nullable MethodHandle mdc;

  /** The handles of {@code AuditContext.current()} and of the parts of its actor. */
  private record Context(MethodHandle current, MethodHandle user, MethodHandle tenant) {}

  private ContextActor(
      ActorSettings settings, @Nullable Context context, @Nullable MethodHandle mdc) {
    this.settings = settings;
    this.context = context;
    this.mdc = mdc;
  }

  /** Returns who acts according to the application whose classes the given loader finds. */
  public static ContextActor of(@Nullable ClassLoader application, ActorSettings settings) {
    return new ContextActor(
        settings, contextOf(application), settings.usesMdc() ? mdcOf(application) : null);
  }

  /** Returns who acts where only a tenant is named. */
  String fallbackUser() {
    return settings.fallbackUser();
  }

  /** Tells the draft who acts on this thread. */
  void tell(Draft draft) throws Throwable {
    if (context != null) {
      Object actor = (Object) context.current().invokeExact();
      if (actor != null) {
        draft.contextActor(
            (String) context.user().invokeExact(actor),
            (String) context.tenant().invokeExact(actor));
      }
    }
    if (mdc != null) {
      draft.contextActor(fromMdc(settings.userMdcKey()), fromMdc(settings.tenantMdcKey()));
    }
  }

  private @Nullable String fromMdc(@Nullable String key) throws Throwable {
    return key == null || mdc == null ? null : (String) mdc.invokeExact(key);
  }

  private static @Nullable Context contextOf(@Nullable ClassLoader application) {
    try {
      return CONTEXTS.get(Class.forName(CONTEXT, true, application));
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  private static @Nullable Context contextOf(Class<?> context) {
    try {
      Class<?> actor = Class.forName(ACTOR, true, context.getClassLoader());
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodType part = MethodType.methodType(String.class, Object.class);
      MethodType text = MethodType.methodType(String.class);
      return new Context(
          lookup
              .findStatic(context, "current", MethodType.methodType(actor))
              .asType(MethodType.methodType(Object.class)),
          lookup.findVirtual(actor, "user", text).asType(part),
          lookup.findVirtual(actor, "tenant", text).asType(part));
    } catch (ReflectiveOperationException | LinkageError absent) {
      return null;
    }
  }

  private static @Nullable MethodHandle mdcOf(@Nullable ClassLoader application) {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Class.forName(MDC, true, application),
              "get",
              MethodType.methodType(String.class, String.class));
    } catch (ReflectiveOperationException | LinkageError absent) {
      return null;
    }
  }
}
