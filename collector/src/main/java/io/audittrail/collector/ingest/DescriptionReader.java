package io.audittrail.collector.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Resource;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a side table; keys that contract A does not know are ignored. */
final class DescriptionReader {
  private static final Set<ResourceKind> TITLED =
      Set.of(ResourceKind.DATASET, ResourceKind.SOURCE, ResourceKind.STREAM);

  private final JsonParser parser;
  private final ResourceKind kind;
  private @Nullable String id;
  private @Nullable String parent;
  private @Nullable String name;
  private @Nullable String title;
  private @Nullable String email;

  private DescriptionReader(JsonParser parser, ResourceKind kind) {
    this.parser = parser;
    this.kind = kind;
  }

  /**
   * Reads the entry at which the parser is, and moves it to the entry's end in any case.
   *
   * @throws RejectedException if the entry cannot be kept
   */
  static Resource read(JsonParser parser, ResourceKind kind) throws IOException, RejectedException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      RejectedException wrong = Fields.wrongType(parser, "entry", "an object");
      parser.skipChildren();
      throw wrong;
    }
    return new DescriptionReader(parser, kind).entry();
  }

  private Resource entry() throws IOException, RejectedException {
    RejectedException trouble = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      try {
        member(key);
      } catch (RejectedException e) {
        trouble = trouble == null ? e : trouble;
      }
      parser.skipChildren();
    }
    if (trouble != null) {
      throw trouble;
    }
    if (id == null) {
      throw new RejectedException("id was missing, required is a string");
    }
    try {
      return new Resource(kind, id, parent, name, title, email);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(String.valueOf(e.getMessage()));
    }
  }

  private void member(String key) throws IOException, RejectedException {
    boolean user = kind == ResourceKind.USER;
    if (key.equals("id")) {
      id = Fields.string(parser, key);
    } else if (kind.parentKey().filter(key::equals).isPresent()) {
      parent = nonEmpty(Fields.string(parser, key));
    } else if (key.equals(user ? "username" : "name")) {
      name = Fields.string(parser, key);
    } else if (user ? key.equals("display_name") : TITLED.contains(kind) && key.equals("title")) {
      title = Fields.string(parser, key);
    } else if (user && key.equals("email")) {
      email = nonEmpty(Fields.string(parser, key));
    }
  }

  private static @Nullable String nonEmpty(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
