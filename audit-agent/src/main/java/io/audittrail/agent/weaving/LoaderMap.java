package io.audittrail.agent.weaving;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by class loader that keep no loader alive; safe for use by any thread.
 *
 * <p>Loaders are compared by identity, since nobody knows what their {@code equals} does.
 */
final class LoaderMap<V> {
  private final ConcurrentMap<Key, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

  @Nullable V get(ClassLoader loader) {
    return values.get(new Key(loader, null));
  }

  /** Returns the value that is there already, else the given one, which is there from now on. */
  V putIfAbsent(ClassLoader loader, V value) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      values.remove(gone);
    }
    V before = values.putIfAbsent(new Key(loader, collected), value);
    return before == null ? value : before;
  }

  int size() {
    return values.size();
  }

  private static final class Key extends WeakReference<ClassLoader> {
    private final int hash;

    Key(ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      this.hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return other instanceof Key key && loader != null && key.refersTo(loader);
    }
  }
}
