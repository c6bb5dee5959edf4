package io.audittrail.event;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting: the actor of events that name none themselves.
 *
 * <p>An actor holds for the current thread until its scope is closed. Threads do not inherit it,
 * because a pool's thread would keep whoever made it act first; {@link #wrap(Runnable)} and its
 * kindred carry it on to where the work is done. Where nobody acts when a task is wrapped, nobody
 * acts in the task either. The actor is mirrored to SLF4J's MDC under {@link #MDC_USER} and {@link
 * #MDC_TENANT} for log lines, where SLF4J is there.
 *
 * <pre>{@code
 * try (var scope = AuditContext.actor("u-17", "acme")) {
 *   streams.create("orders");
 * }
 * }</pre>
 */
public final class AuditContext {
  /** The MDC key that holds the acting user's id. */
  public static final String MDC_USER = "audit_user";

  /** The MDC key that holds the id of the tenant in which the user acts. */
  public static final String MDC_TENANT = "audit_tenant";

  private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

  private AuditContext() {}

  /**
   * Makes the given user of the given tenant act on this thread until the scope is closed.
   *
   * @throws IllegalArgumentException if an id is empty or longer than 512 characters
   */
  public static Scope actor(String user, @Nullable String tenant) {
    return open(new Actor(user, tenant));
  }

  /** Makes the given actor act on this thread until the scope is closed. */
  public static Scope actor(Actor actor) {
    return open(Objects.requireNonNull(actor, "actor"));
  }

  /** Returns who acts on this thread; null if nobody said. */
  public static @Nullable Actor current() {
    Scope scope = CURRENT.get();
    return scope == null ? null : scope.actor;
  }

  /** Returns a task that runs the given one as whoever acts now. */
  @SuppressWarnings("try") // the scope is there to be closed
  public static Runnable wrap(Runnable task) {
    Objects.requireNonNull(task, "task");
    Actor actor = current();
    return () -> {
      try (Scope scope = open(actor)) {
        task.run();
      }
    };
  }

  /** Returns a task that runs the given one as whoever acts now. */
  @SuppressWarnings("try") // the scope is there to be closed
  public static <T> Callable<T> wrap(Callable<T> task) {
    Objects.requireNonNull(task, "task");
    Actor actor = current();
    return () -> {
      try (Scope scope = open(actor)) {
        return task.call();
      }
    };
  }

  /** Returns an executor that runs each task as whoever acts when the task is handed over. */
  public static Executor wrap(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return task -> executor.execute(wrap(task));
  }

  /**
   * Returns an executor service that runs each task as whoever acts when the task is handed over.
   *
   * <p>Shutting it down shuts down the given one.
   */
  public static ExecutorService wrap(ExecutorService executor) {
    return new ContextExecutorService(Objects.requireNonNull(executor, "executor"));
  }

  private static Scope open(@Nullable Actor actor) {
    Scope scope = new Scope(actor, CURRENT.get());
    CURRENT.set(scope);
    MdcMirror.show(actor);
    return scope;
  }

  /** The time for which an actor acts on a thread; closed by the thread that opened it. */
  public static final class Scope implements AutoCloseable {
    private final @Nullable Actor actor;
    private final @Nullable Scope outer;
    private final Thread owner = Thread.currentThread();
    private boolean closed;

    private Scope(@Nullable Actor actor, @Nullable Scope outer) {
      this.actor = actor;
      this.outer = outer;
    }

    /**
     * Lets whoever acted before act again, inner scopes that were left open included; closing twice
     * does nothing.
     *
     * @throws IllegalStateException if another thread opened the scope
     */
    @Override
    public void close() {
      if (Thread.currentThread() != owner) {
        throw new IllegalStateException(
            "scope was opened by thread " + owner.getName() + " and can only be closed there");
      }
      if (closed) {
        return;
      }
      for (Scope scope = CURRENT.get(); scope != outer && scope != null; scope = scope.outer) {
        scope.closed = true;
      }
      closed = true;
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
      MdcMirror.show(outer == null ? null : outer.actor);
    }
  }
}
