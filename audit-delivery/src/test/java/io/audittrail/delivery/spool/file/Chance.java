package io.audittrail.delivery.spool.file;

import java.util.Random;

/** Makes decisions: at random, or as a fuzzer wants them. */
interface Chance {
  /** Returns a number from 0 to one less than the bound, which is at least 1. */
  int below(int bound);

  /** Returns so many bytes. */
  byte[] bytes(int count);

  /** Returns decisions that a seed repeats. */
  static Chance of(Random random) {
    return new Chance() {
      @Override
      public int below(int bound) {
        return random.nextInt(bound);
      }

      @Override
      public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
      }
    };
  }
}
