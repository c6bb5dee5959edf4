package io.audittrail.examples.domain;

/** What somebody types in to log in. */
public record Credentials(String user, String tenant, String password, String code) {
  /** Says who, and no secrets. */
  @Override
  public String toString() {
    return user + "@" + tenant;
  }
}
