package io.audittrail.collector.query.filter;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.Outcome;
import io.audittrail.collector.store.EventTypes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The event types that categories and outcomes stand for, as the catalogue has them. A type that is
 * not in it has the category and the outcome that {@link EventType} has by default.
 */
public final class CatalogueTypes {
  private static final EventType UNDOCUMENTED = EventType.of("undocumented");

  /** The names of all categories, in order; it cannot be changed. */
  public static final SortedSet<String> CATEGORIES = categories();

  /** The names of all outcomes. */
  static final SortedSet<String> OUTCOMES =
      Arrays.stream(Outcome.values())
          .map(CatalogueTypes::name)
          .collect(Collectors.toCollection(TreeSet::new));

  private CatalogueTypes() {}

  private static SortedSet<String> categories() {
    SortedSet<String> names = new TreeSet<>();
    names.add(UNDOCUMENTED.category());
    for (EventType type : DocumentedEventType.values()) {
      names.add(type.category());
    }
    return Collections.unmodifiableSortedSet(names);
  }

  static EventTypes ofCategories(Set<String> categories) {
    return of(type -> categories.contains(type.category()));
  }

  static EventTypes ofOutcome(String outcome) {
    return of(type -> name(type.outcome()).equals(outcome));
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static EventTypes of(Predicate<EventType> wanted) {
    boolean others = wanted.test(UNDOCUMENTED);
    Set<String> names =
        Arrays.stream(DocumentedEventType.values())
            .filter(type -> wanted.test(type) != others)
            .map(EventType::wireName)
            .collect(Collectors.toSet());
    return others ? EventTypes.except(names) : EventTypes.of(names);
  }
}
