package io.audittrail.collector.store.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether an event meets all conditions of a filter; safe for use by several threads. */
public final class EventMatcher {
  private final EventFilter filter;
  private final @Nullable String viewer;
  private final Map<String, JsonNode> attributes = new HashMap<>();
  private final @Nullable Pattern text;

  /**
   * Makes a matcher.
   *
   * @param viewer the tenant whose events match: those of its actors and those that name it; null
   *     for the events of all tenants
   * @throws IllegalArgumentException if the value of an attribute is no JSON
   */
  public EventMatcher(EventFilter filter, @Nullable String viewer) {
    this.filter = filter;
    this.viewer = viewer;
    filter.attributes().forEach((key, json) -> attributes.put(key, JsonMeaning.value(json)));
    String part = filter.text();
    this.text =
        part == null
            ? null
            : Pattern.compile(
                part, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Returns whether an event matches. */
  public boolean matches(EventRecord event) {
    return matchesNames(event) && hasAttributes(event.attributes()) && hasText(event.attributes());
  }

  /** Returns whether an event meets all conditions but those on its attributes. */
  public boolean matchesNames(EventRecord event) {
    return filter.types().contains(event.type())
        && isOneOf(event.actorUser(), filter.actorUsers())
        && isOneOf(event.actorTenant(), filter.actorTenants())
        && isOfViewer(event)
        && namesResources(event);
  }

  private static boolean isOneOf(String value, @Nullable Set<String> allowed) {
    return allowed == null || allowed.contains(value);
  }

  private boolean isOfViewer(EventRecord event) {
    return viewer == null
        || viewer.equals(event.actorTenant())
        || event.ids().getOrDefault(ResourceKind.TENANT, List.of()).contains(viewer);
  }

  private boolean namesResources(EventRecord event) {
    for (Map.Entry<ResourceKind, Set<String>> wanted : filter.ids().entrySet()) {
      List<String> named = event.ids().getOrDefault(wanted.getKey(), List.of());
      if (named.stream().noneMatch(wanted.getValue()::contains)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasAttributes(String members) {
    if (attributes.isEmpty()) {
      return true;
    }
    JsonNode there = members.isEmpty() ? null : JsonMeaning.object(members);
    if (there == null) {
      return false;
    }
    for (Map.Entry<String, JsonNode> wanted : attributes.entrySet()) {
      JsonNode value = there.get(wanted.getKey());
      if (value == null || !JsonMeaning.isSame(value, wanted.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean hasText(String members) {
    if (text == null || members.isEmpty()) {
      return text == null;
    }
    try (JsonParser parser = JsonMeaning.parser(members)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        boolean value = next == JsonToken.VALUE_STRING || next.isNumeric();
        if (value && text.matcher(parser.getText()).find()) {
          return true;
        }
      }
      return false;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("a string is read without trouble", e);
    }
  }
}
