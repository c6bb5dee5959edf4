package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.Audited;
import io.audittrail.annotation.AuditedFailure;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/** An application that loads a part of itself, uses it, and drops it. */
public final class Unloading {
  private Unloading() {}

  /** A part that is loaded by a loader of its own. */
  public static final class Part implements Callable<String> {
    /** Something with a property. */
    public record Named(String name) {}

    @Override
    @Audited(ALERT_CREATE)
    @AuditedFailure(ALERT_CREATE)
    public String call() {
      return named(new Named("part"));
    }

    @Audited(ALERT_CREATE)
    private String named(@AuditAttribute(value = "name", path = "name") Named named) {
      return named.name();
    }
  }

  private static final class PartLoader extends URLClassLoader {
    PartLoader(URL... urls) {
      super(urls, Unloading.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && name.startsWith("testapp.Unloading$Part")) {
          return findClass(name);
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }
  }

  private static WeakReference<ClassLoader> useOnce() throws Exception {
    URL place = Unloading.class.getProtectionDomain().getCodeSource().getLocation();
    try (PartLoader loader = new PartLoader(place)) {
      Object part =
          loader.loadClass("testapp.Unloading$Part").getDeclaredConstructor().newInstance();
      System.out.println(((Callable<?>) part).call());
      if (part.getClass().getClassLoader() != loader) {
        throw new IOException("loaded by another loader");
      }
      return new WeakReference<>(loader);
    }
  }

  public static void main(String[] arguments) throws Exception {
    WeakReference<ClassLoader> loader = useOnce();
    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20); // the collector's threads have to get a turn
    }
    System.out.println(loader.get() == null ? "collected" : "still there");
  }
}
