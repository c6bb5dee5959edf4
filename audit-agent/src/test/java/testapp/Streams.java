package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_PASSWORD;
import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_TOTP;
import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_DELETE;

import io.audittrail.annotation.AuditActor;
import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.annotation.AuditedFailure;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditContext;
import java.util.List;
import java.util.Map;

/** An application that creates and deletes streams. */
public final class Streams {
  record Dataset(String id, String name, String title, String project) {}

  record Stream(String id, String name, Dataset dataset) {}

  record Session(String token, String userId, String tenantId) {}

  static class WrongPassword extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongPassword(String message) {
      super(message);
    }
  }

  static final class WrongCode extends WrongPassword {
    private static final long serialVersionUID = 1L;

    WrongCode(String message) {
      super(message);
    }
  }

  @Audited(TRIGGER_CREATE)
  @AuditResource(value = ResourceKind.STREAM, path = "id", name = "name", parent = "dataset.id")
  @AuditResource(
      value = ResourceKind.DATASET,
      path = "dataset.id",
      name = "dataset.name",
      title = "dataset.title",
      parent = "dataset.project")
  public Stream create(
      @AuditAttribute("stream_name") String name,
      @AuditAttribute("parts") int parts,
      @AuditAttribute("labels") Map<String, List<String>> labels) {
    return new Stream("s-" + name, name, new Dataset("d-1", "orders", "Orders", "p-1"));
  }

  @Audited(TRIGGER_DELETE)
  public static void delete(@AuditResource(ResourceKind.STREAM) String[] ids, long unused) {
    Object local = ids.length; // a local variable that the woven code has to leave alone
    if (local.equals(99)) {
      throw new IllegalStateException();
    }
  }

  @Audited(LOGIN_SUCCESS)
  @AuditActor(user = "userId", tenant = "tenantId")
  @AuditedFailure(value = AUTHENTICATION_FAILED_PASSWORD, exception = WrongPassword.class)
  @AuditedFailure(value = AUTHENTICATION_FAILED_TOTP, exception = WrongCode.class)
  Session login(@AuditActor String name, String password) {
    return switch (password) {
      case "right" -> new Session("t", "u-" + name, "acme");
      case "late" -> throw new WrongCode("code is late");
      case "broken" -> throw new IllegalStateException("database is down");
      default -> throw new WrongPassword("password is wrong");
    };
  }

  @Audited(ALERT_CREATE)
  private double alert(@AuditAttribute("level") double level) {
    return level * 2;
  }

  private void tryLogin(String password) {
    try {
      System.out.println("logged in " + login("ada", password).userId());
    } catch (RuntimeException e) {
      StackTraceElement top = e.getStackTrace()[0];
      System.out.println(
          e + " at " + top.getMethodName() + " after " + e.getStackTrace()[1].getMethodName());
    }
  }

  public static void main(String[] arguments) {
    Streams streams = new Streams();
    try (AuditContext.Scope scope = AuditContext.actor("u-17", "acme")) {
      System.out.println(
          "created " + streams.create("a", 3, Map.of("colours", List.of("red", "blue"))).id());
      delete(new String[] {"s-1", "s-2"}, 7);
    }
    System.out.println("alert " + streams.alert(1.5));
    for (String password : List.of("right", "wrong", "late", "broken")) {
      streams.tryLogin(password);
    }
  }
}
