package io.audittrail.benchmarks.emit;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.AuditEvent;

/**
 * The event that all benchmarks emit, about 316 bytes of JSON: an actor, a tenant, one dataset and
 * two projects, of which the ids differ from one event to the next as those of an application do.
 */
final class StandardEvent {
  private static final int IDS = 1_024;
  private static final String[] USERS = ids(1);
  private static final String[] DATASETS = ids(2);
  private static final String[] PROJECTS = ids(3);
  static final String TENANT = "8f14e45fceea167a5a36ded";
  static final String TYPE = "get_datasets";

  private StandardEvent() {}

  private static String[] ids(long kind) {
    String[] ids = new String[IDS];
    for (int i = 0; i < IDS; i++) {
      long number = (kind * IDS + i) * 0x9e3779b97f4a7c15L;
      ids[i] = "%016x%07x".formatted(number, number & 0xFFFFFFF);
    }
    return ids;
  }

  static String user(int number) {
    return USERS[number & IDS - 1];
  }

  static String dataset(int number) {
    return DATASETS[number & IDS - 1];
  }

  static String project(int number) {
    return PROJECTS[number & 15];
  }

  static String otherProject(int number) {
    return PROJECTS[16 + (number & 15)];
  }

  static AuditEvent event(int number) {
    return AuditEvent.of(DocumentedEventType.GET_DATASETS)
        .actor(user(number), TENANT)
        .dataset(dataset(number))
        .project(project(number))
        .project(otherProject(number))
        .build();
  }
}
