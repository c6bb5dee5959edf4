package io.audittrail.wire;

import static io.audittrail.wire.EventEncoder.ascii;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Writes descriptions of resources as entries of their side tables, with every key that contract A
 * requires.
 */
@SuppressWarnings("EnumOrdinal") // an array by kind is the fastest map there is
final class DescriptionEncoder {
  private static final byte[] ID = ascii("{\"id\":");
  private static final byte[] NAME = ascii(",\"name\":");
  private static final byte[] TITLE = ascii(",\"title\":");
  private static final byte[] USERNAME = ascii(",\"username\":");
  private static final byte[] EMAIL = ascii(",\"email\":");
  private static final byte[] DISPLAY_NAME = ascii(",\"display_name\":");
  private static final byte[] @Nullable [] PARENT_KEYS =
      new byte[ResourceKind.values().length] @Nullable [];

  static {
    for (ResourceKind kind : ResourceKind.values()) {
      kind.parentKey().ifPresent(key -> PARENT_KEYS[kind.ordinal()] = ascii(",\"" + key + "\":"));
    }
  }

  private DescriptionEncoder() {}

  static void write(Resource resource, JsonBuffer to) {
    ResourceKind kind = resource.kind();
    String name = orElse(resource.name(), resource.id());
    to.raw(ID).string(resource.id());
    byte[] parentKey = PARENT_KEYS[kind.ordinal()];
    if (parentKey != null) {
      to.raw(parentKey).string(orElse(resource.parentId(), ""));
    }
    switch (kind) {
      case USER -> {
        to.raw(USERNAME).string(name);
        to.raw(EMAIL).string(orElse(resource.email(), ""));
        to.raw(DISPLAY_NAME).string(orElse(resource.title(), name));
      }
      case DATASET, SOURCE, STREAM -> {
        to.raw(NAME).string(name);
        to.raw(TITLE).string(orElse(resource.title(), name));
      }
      default -> to.raw(NAME).string(name);
    }
    to.raw('}');
  }

  private static String orElse(@Nullable String value, String other) {
    return value == null ? other : value;
  }
}
