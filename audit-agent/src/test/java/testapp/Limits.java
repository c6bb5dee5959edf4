package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.ALERT_UPDATE;

import io.audittrail.annotation.AuditActor;
import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An application that gives the agent more than an event can hold, and what it cannot read. */
public final class Limits {
  private Limits() {}

  static final class Failing {
    String id() {
      throw new IllegalStateException("session is closed");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("session is closed");
    }
  }

  record Dataset(UUID id, Optional<String> name) {}

  @Audited(ALERT_CREATE)
  @AuditResource(value = ResourceKind.DATASET, path = "id", name = "name")
  static List<Dataset> tooMuch(
      @AuditActor String user,
      @AuditResource(ResourceKind.USER) List<?> users,
      @AuditAttribute("text") String text,
      @AuditAttribute("cycle") List<?> cycle,
      @AuditAttribute("nan") double number) {
    return List.of(new Dataset(new UUID(0, 1), Optional.of("one")));
  }

  @Audited(ALERT_UPDATE)
  static void unreadable(
      @AuditAttribute(value = "id", path = "id") Failing failing,
      @AuditAttribute("all") Object same,
      @AuditAttribute(value = "missing", path = "no.such") Object missing,
      @AuditAttribute("event_id") String reserved,
      @AuditAttribute("kept") String kept) {}

  public static void main(String[] arguments) {
    List<Object> users = new ArrayList<>(Collections.nCopies(1, null));
    for (int i = 0; i < 2_000; i++) {
      users.add(i);
    }
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    tooMuch("u".repeat(600), users, "\u20ac".repeat(100_000), cycle, Double.NaN);
    Failing failing = new Failing();
    unreadable(failing, failing, "text", "mine", "kept");
  }
}
