package io.audittrail.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditContextTest {
  private static final Actor JO = new Actor("jo", "acme");
  private static final Actor KIM = new Actor("kim", null);

  private final ExecutorService pool = Executors.newFixedThreadPool(1);

  @AfterEach
  void stop() {
    pool.shutdownNow();
    assertThat(AuditContext.current()).as("nobody is left behind").isNull();
  }

  @Test
  void current_followsTheScopes() {
    assertThat(AuditContext.current()).isNull();
    try (var outer = AuditContext.actor("jo", "acme")) {
      assertThat(AuditContext.current()).isEqualTo(JO);
      try (var inner = AuditContext.actor(KIM)) {
        assertThat(AuditContext.current()).isEqualTo(KIM);
      }
      assertThat(AuditContext.current()).isEqualTo(JO);
    }
    assertThat(AuditContext.current()).isNull();
  }

  @Test
  void actor_withAnEmptyId_isRefusedAndChangesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditContext.actor("", "acme"))
        .withMessage("actor_user_id was empty, allowed are 1 to 512");
    assertThat(AuditContext.current()).isNull();
  }

  @Test
  void close_ofAnOuterScopeFirst_endsTheInnerOneToo() {
    AuditContext.Scope outer = AuditContext.actor(JO);
    AuditContext.Scope inner = AuditContext.actor(KIM);

    outer.close();
    assertThat(AuditContext.current()).isNull();

    try (var other = AuditContext.actor(JO)) {
      inner.close();
      assertThat(AuditContext.current()).isEqualTo(JO);
    }
  }

  @Test
  void close_ofAMiddleScope_letsTheOutermostActAgain() {
    try (var outer = AuditContext.actor(JO)) {
      AuditContext.Scope middle = AuditContext.actor(KIM);
      AuditContext.Scope inner = AuditContext.actor("pat", null);

      middle.close();
      assertThat(AuditContext.current()).isEqualTo(JO);
      inner.close();
      assertThat(AuditContext.current()).isEqualTo(JO);
    }
  }

  @Test
  void close_twice_isOnce() {
    AuditContext.Scope first = AuditContext.actor(JO);
    first.close();
    try (var second = AuditContext.actor(KIM)) {
      first.close();
      assertThat(AuditContext.current()).isEqualTo(KIM);
    }
  }

  @Test
  void close_onAnotherThread_isRefusedAndChangesNothing() {
    try (var scope = AuditContext.actor(JO)) {
      Future<?> elsewhere = pool.submit(scope::close);

      assertThatThrownBy(elsewhere::get)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "scope was opened by thread "
                  + Thread.currentThread().getName()
                  + " and can only be closed there");
      assertThat(AuditContext.current()).isEqualTo(JO);
    }
  }

  @Test
  void threads_inheritNothing() throws Exception {
    try (var scope = AuditContext.actor(JO)) {
      assertThat(pool.submit(AuditContext::current).get()).isNull();
    }
  }

  @Test
  void wrap_carriesTheActorOnceAndLeavesNothingBehind() throws Exception {
    List<Actor> seen = new ArrayList<>();
    Runnable runnable;
    Callable<Actor> callable;
    try (var scope = AuditContext.actor(JO)) {
      runnable = AuditContext.wrap((Runnable) () -> seen.add(AuditContext.current()));
      callable = AuditContext.wrap(AuditContext::current);
    }

    pool.submit(runnable).get();
    assertThat(seen).containsExactly(JO);
    assertThat(pool.submit(callable).get()).isEqualTo(JO);
    assertThat(pool.submit(AuditContext::current).get()).isNull();
  }

  @Test
  void wrap_ofATaskThatThrows_throwsTheSameAndLeavesNothingBehind() {
    IllegalStateException failure = new IllegalStateException("of the task");
    Callable<Object> task;
    try (var scope = AuditContext.actor(JO)) {
      task =
          AuditContext.wrap(
              (Callable<Object>)
                  () -> {
                    throw failure;
                  });
    }

    assertThatIllegalStateException().isThrownBy(task::call).isSameAs(failure);
    assertThat(AuditContext.current()).isNull();
  }

  @Test
  void wrap_whereNobodyActs_letsNobodyActInTheTask() throws Exception {
    Callable<Actor> task = AuditContext.wrap(AuditContext::current);
    try (var scope = AuditContext.actor(JO)) {
      assertThat(task.call()).isNull();
      assertThat(AuditContext.current()).isEqualTo(JO);
    }
  }

  @Test
  void wrap_ofAnExecutor_takesWhoActsWhenTheTaskIsHandedOver() throws Exception {
    var executor = AuditContext.wrap((Executor) pool);
    try (var scope = AuditContext.actor(JO)) {
      assertThat(CompletableFuture.supplyAsync(AuditContext::current, executor).get())
          .isEqualTo(JO);
    }
    assertThat(CompletableFuture.supplyAsync(AuditContext::current, executor).get()).isNull();
  }

  static Stream<Handover> handovers() {
    Callable<Actor> task = AuditContext::current;
    return Stream.of(
        executor -> executor.submit(task).get(),
        executor -> {
          CompletableFuture<Actor> seen = new CompletableFuture<>();
          executor.execute(() -> seen.complete(AuditContext.current()));
          return seen.get();
        },
        executor -> {
          List<Actor> seen = new ArrayList<>();
          executor.submit(() -> seen.add(AuditContext.current()), "done").get();
          return seen.get(0);
        },
        executor -> {
          List<Actor> seen = new ArrayList<>();
          Runnable runnable = () -> seen.add(AuditContext.current());
          executor.submit(runnable).get();
          return seen.get(0);
        },
        executor -> executor.invokeAll(List.of(task, task)).get(1).get(),
        executor -> executor.invokeAll(List.of(task), 10, TimeUnit.SECONDS).get(0).get(),
        executor -> executor.invokeAny(List.of(task)),
        executor -> executor.invokeAny(List.of(task), 10, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @MethodSource("handovers")
  void wrap_ofAnExecutorService_carriesTheActorHoweverTheTaskIsHandedOver(Handover handover)
      throws Exception {
    ExecutorService executor = AuditContext.wrap(pool);
    try (var scope = AuditContext.actor(JO)) {
      assertThat(handover.actorSeenBy(executor)).isEqualTo(JO);
    }
    assertThat(pool.submit(AuditContext::current).get()).isNull();
  }

  @Test
  void wrap_ofAnExecutorService_endsWithIt() throws Exception {
    ExecutorService executor = AuditContext.wrap(pool);
    assertThat(executor.isShutdown()).isFalse();

    executor.shutdown();

    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(pool.isShutdown()).isTrue();
    assertThat(executor.shutdownNow()).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreads_haveScopesOfTheirOwn() throws Exception {
    // The method is called by name because the tests are compiled for Java 17.
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try (var scope = AuditContext.actor(JO)) {
      assertThat(threads.submit(AuditContext::current).get()).isNull();
      assertThat(AuditContext.wrap(threads).submit(AuditContext::current).get()).isEqualTo(JO);

      CountDownLatch everybody = new CountDownLatch(1_000);
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        Actor own = new Actor("u-" + i, null);
        tasks.add(() -> actsAcrossAWait(own, everybody));
      }
      for (Future<Boolean> kept : threads.invokeAll(tasks)) {
        assertThat(kept.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A virtual thread gives up its carrier where it waits, and comes back on another one. */
  private static boolean actsAcrossAWait(Actor actor, CountDownLatch everybody)
      throws InterruptedException {
    try (var scope = AuditContext.actor(actor)) {
      everybody.countDown();
      everybody.await(30, TimeUnit.SECONDS);
      return actor.equals(AuditContext.current());
    }
  }

  /** One of the ways in which a task gets into an executor service. */
  interface Handover {
    Actor actorSeenBy(ExecutorService executor) throws Exception;
  }
}
