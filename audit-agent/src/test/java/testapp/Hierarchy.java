package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_DELETE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_GET;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_RESET;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_UPDATE;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.Audited;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.matcher.ElementMatchers;

/** An application with every way to inherit a method; each scenario is a call of its own. */
public final class Hierarchy {
  private Hierarchy() {}

  interface Repository<T, R> {
    @Audited(TRIGGER_CREATE)
    R save(@AuditAttribute("item") T item);

    @Audited(TRIGGER_GET)
    default String find(@AuditAttribute("key") String key) {
      return key;
    }
  }

  /** Implements an annotated method through a bridge, and calls the interface's own body. */
  public static class Strings implements Repository<String, Integer> {
    @Override
    public Integer save(String item) {
      return item.length();
    }

    @Override
    public String find(String key) {
      return Repository.super.find(key) + "!";
    }
  }

  /** Inherits a default method. */
  static final class Plain implements Repository<String, String> {
    @Override
    @Audited(TRIGGER_UPDATE)
    public String save(@AuditAttribute("own") String item) {
      return item;
    }
  }

  abstract static class Base {
    @Audited(TRIGGER_DELETE)
    abstract void remove();

    @Audited(TRIGGER_RESET)
    int reset(@AuditAttribute("depth") int depth) {
      return depth;
    }
  }

  static class Middle extends Base {
    @Override
    void remove() {}

    @Override
    int reset(int depth) {
      return super.reset(depth) + 1;
    }
  }

  static final class Leaf extends Middle {
    @Override
    int reset(int depth) {
      return depth == 0 ? super.reset(0) : reset(depth - 1);
    }
  }

  /** Calls the overridden method of another object. */
  static final class Delegating extends Middle {
    private final Middle other = new Middle();

    @Override
    int reset(int depth) {
      return other.reset(depth);
    }
  }

  interface Closer {
    @Audited(ALERT_CREATE)
    void close();
  }

  static class UnawareBody {
    public void close() {}
  }

  /** Has a body for an audited method that it inherits from a class that knows nothing of it. */
  static final class Unaware extends UnawareBody implements Closer {}

  static class AwareBody implements Closer {
    @Override
    public void close() {}
  }

  static final class Aware extends AwareBody implements Closer {}

  /** An audited getter, which an event of another method reads. */
  public static final class Item {
    @Audited(ALERT_CREATE)
    public String id() {
      return "i-1";
    }

    @Audited(TRIGGER_UPDATE)
    Item touch(@AuditAttribute(value = "item", path = "id") Item item) {
      return this;
    }
  }

  private static void bridged() {
    Repository<String, Integer> repository = new Strings();
    repository.save("abc");
  }

  @SuppressWarnings("unchecked")
  private static void proxied() {
    Strings target = new Strings();
    InvocationHandler handler = (proxy, method, arguments) -> method.invoke(target, arguments);
    Repository<String, Integer> proxy =
        (Repository<String, Integer>)
            Proxy.newProxyInstance(
                Hierarchy.class.getClassLoader(), new Class<?>[] {Repository.class}, handler);
    proxy.save("abc");
  }

  private static void generated(String suffix) throws ReflectiveOperationException {
    Class<? extends Strings> type =
        new ByteBuddy()
            .with(new NamingStrategy.Suffixing(suffix))
            .subclass(Strings.class)
            .method(ElementMatchers.named("save"))
            .intercept(SuperMethodCall.INSTANCE)
            .make()
            .load(Hierarchy.class.getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
            .getLoaded();
    type.getDeclaredConstructor().newInstance().save("abc");
  }

  private static void run(String scenario) throws ReflectiveOperationException {
    switch (scenario) {
      case "bridged" -> bridged();
      case "default" -> new Plain().find("k");
      case "own" -> new Plain().save("x");
      case "interface-super" -> new Strings().find("k");
      case "unaware" -> new Unaware().close();
      case "aware" -> new Aware().close();
      case "abstract" -> new Middle().remove();
      case "super" -> new Middle().reset(0);
      case "recursion" -> new Leaf().reset(2);
      case "delegating" -> new Delegating().reset(0);
      case "jdk-proxy" -> proxied();
      case "cglib-name" -> generated("$EnhancerBySpringCGLIB$");
      case "any-name" -> generated("Generated");
      case "lambda" -> System.out.println(((Supplier<String>) new Item()::id).get());
      case "audited-property" -> new Item().touch(new Item());
      default -> throw new IllegalArgumentException(scenario);
    }
  }

  public static void main(String[] arguments) throws ReflectiveOperationException {
    for (String scenario : arguments) {
      run(scenario);
    }
  }
}
