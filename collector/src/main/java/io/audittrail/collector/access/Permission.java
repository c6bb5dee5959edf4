package io.audittrail.collector.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token may do. */
public enum Permission {
  /** Read events: contract A's global permission "Read audit logs". */
  AUDIT_READ,
  /** Write events. */
  AUDIT_WRITE,
  /** Everything that the others allow. */
  ADMIN;

  /** Returns the name that people and clients use, such as {@code audit-read}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether a token with the given permissions may do what this permission allows. */
  public boolean isAllowedBy(Set<Permission> granted) {
    return granted.contains(this) || granted.contains(ADMIN);
  }

  /** Returns the permission with the given name. */
  public static Optional<Permission> find(String wireName) {
    for (Permission permission : values()) {
      if (permission.wireName().equals(wireName)) {
        return Optional.of(permission);
      }
    }
    return Optional.empty();
  }
}
