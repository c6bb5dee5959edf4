package io.audittrail.examples.crash;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does what must not lose an event, at random moments. */
final class Troublemaker {
  private static final int LONGEST_PEACE_MILLIS = 800;

  private final Arena arena;
  private final Random random;
  private final Map<Trouble, Integer> made = new EnumMap<>(Trouble.class);

  /** The kinds of trouble, as often as they are here. */
  private enum Trouble {
    KILL_ANNOTATED,
    KILL_LOGGED,
    KILL_COLLECTOR,
    CUT,
    SLOW
  }

  Troublemaker(Arena arena, Random random) {
    this.arena = arena;
    this.random = random;
  }

  /** Makes trouble for a time. */
  void makeFor(long seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_PEACE_MILLIS)));
      Trouble trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
      make(trouble);
      made.merge(trouble, 1, Integer::sum);
    }
  }

  private void make(Trouble trouble) throws Exception {
    switch (trouble) {
      case KILL_ANNOTATED -> arena.killAnnotated();
      case KILL_LOGGED -> arena.killLogged();
      case KILL_COLLECTOR -> arena.killCollector(random.nextInt(LONGEST_PEACE_MILLIS));
      case CUT -> arena.link().cut();
      case SLOW -> arena.link().slow(random.nextBoolean());
    }
  }

  @Override
  public String toString() {
    return made.toString();
  }
}
