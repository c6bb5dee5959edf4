package io.audittrail.collector.query.export.ocsf;

/** The classes of OCSF that events become, with their numbers from its schema. */
enum OcsfClass {
  ACCOUNT_CHANGE(3001, "Account Change"),
  AUTHENTICATION(3002, "Authentication"),
  ENTITY_MANAGEMENT(3004, "Entity Management"),
  API_ACTIVITY(6003, "API Activity");

  private final int uid;
  private final String caption;

  OcsfClass(int uid, String caption) {
    this.uid = uid;
    this.caption = caption;
  }

  int uid() {
    return uid;
  }

  String caption() {
    return caption;
  }

  int categoryUid() {
    return uid / 1_000;
  }

  String categoryCaption() {
    return this == API_ACTIVITY ? "Application Activity" : "Identity & Access Management";
  }
}
