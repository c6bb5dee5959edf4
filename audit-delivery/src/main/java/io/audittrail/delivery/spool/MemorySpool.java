package io.audittrail.delivery.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A spool in memory, bounded in bytes; what it holds ends with the process. Safe for use by any
 * thread.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // updated under the lock, read without it
public final class MemorySpool implements Spool {
  /**
   * What a record takes beside its own bytes: an array's header, padding and the reference to it.
   */
  static final int RECORD_OVERHEAD_BYTES = 32;

  /** The most records that are kept of those that were set aside. */
  static final int MAX_DEAD_LETTERS = 1_000;

  /** The most bytes of those. */
  static final int MAX_DEAD_LETTER_BYTES = 1024 * 1024;

  private final String producer;
  private final long capacityBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<byte[]> records = new ArrayDeque<>();
  private final Deque<DeadLetter> deadLetters = new ArrayDeque<>();
  private long deadLetterBytes;
  private boolean closed;
  private volatile long start;
  private volatile long end;
  private volatile long usedBytes;

  /**
   * Makes an empty spool.
   *
   * @param producer who numbers the records
   * @param capacityBytes the most bytes of records, an overhead of 32 bytes for each included
   */
  public MemorySpool(String producer, long capacityBytes) {
    this.producer = producer;
    this.capacityBytes = capacityBytes;
  }

  @Override
  public int checksum(byte[] bytes, int length) {
    return 0;
  }

  @Override
  public boolean append(byte[] bytes, int length, int checksum) {
    long needed = needed(length);
    if (needed > capacityBytes) {
      throw new IllegalArgumentException(
          "record had "
              + length
              + " bytes, the spool has room for "
              + (capacityBytes - RECORD_OVERHEAD_BYTES));
    }
    lock.lock();
    try {
      if (closed || usedBytes + needed > capacityBytes) {
        return false;
      }
      records.addLast(Arrays.copyOf(bytes, length));
      usedBytes += needed;
      end++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Batch read(int maxEvents, int maxBytes) {
    List<byte[]> read = new ArrayList<>(Math.min(maxEvents, 1_024));
    lock.lock();
    try {
      long size = 0;
      for (byte[] record : records) {
        size += record.length;
        if (read.size() == maxEvents || (size > maxBytes && !read.isEmpty())) {
          break;
        }
        read.add(record);
      }
      return new Batch(start, read);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void acknowledge(long position) {
    lock.lock();
    try {
      if (position > end) {
        throw new IllegalArgumentException("position was " + position + ", the end is " + end);
      }
      while (start < position && !records.isEmpty()) {
        usedBytes -= needed(records.removeFirst().length);
        start++;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void setAside(long position, byte[] record, String reason) {
    DeadLetter letter = new DeadLetter(record, reason);
    lock.lock();
    try {
      deadLetters.addLast(letter);
      deadLetterBytes += letter.bytes();
      while (deadLetters.size() > MAX_DEAD_LETTERS || deadLetterBytes > MAX_DEAD_LETTER_BYTES) {
        deadLetterBytes -= deadLetters.removeFirst().bytes();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last records that were set aside: at most 1000, and at most 1 MiB of them. */
  public List<DeadLetter> deadLetters() {
    lock.lock();
    try {
      return List.copyOf(deadLetters);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public long bytes() {
    return usedBytes;
  }

  @Override
  public long capacity() {
    return capacityBytes;
  }

  @Override
  public String producer() {
    return producer;
  }

  @Override
  public void reported() {}

  @Override
  public long close() {
    lock.lock();
    try {
      closed = true;
      long lost = records.size();
      records.clear();
      usedBytes = 0;
      start = end;
      return lost;
    } finally {
      lock.unlock();
    }
  }

  private static long needed(int length) {
    return (long) length + RECORD_OVERHEAD_BYTES;
  }
}
