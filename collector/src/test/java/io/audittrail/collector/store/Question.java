package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.START_MICROS;

import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A filter with the same said in plain Java, and events to ask for. */
record Question(EventFilter filter, Predicate<EventRecord> meaning) {
  /** How many kinds of conditions there are; 5 and 6 are about attributes. */
  static final int KINDS = 7 + ResourceKind.values().length;

  /** A question with one to four conditions of the given kinds. */
  static Question of(Random random, List<Integer> kinds) {
    List<Integer> shuffled = new ArrayList<>(kinds);
    Collections.shuffle(shuffled, random);
    EventFilter filter = EventFilter.NONE;
    Predicate<EventRecord> meaning = event -> true;
    for (int kind : shuffled.subList(0, 1 + random.nextInt(4))) {
      Question question = of(random, kind);
      filter = and(filter, question.filter());
      meaning = meaning.and(question.meaning());
    }
    return new Question(filter, meaning);
  }

  /** All kinds of conditions. */
  static List<Integer> allKinds() {
    return IntStream.range(0, KINDS).boxed().toList();
  }

  /** The filters have no condition in common but the types and the tenant of the actor. */
  private static EventFilter and(EventFilter one, EventFilter other) {
    EventFilter.Builder both = EventFilter.builder().types(one.types().and(other.types()));
    for (EventFilter part : List.of(one, other)) {
      if (part.actorUsers() != null) {
        both.actorUsers(part.actorUsers());
      }
      if (part.actorTenants() != null) {
        both.actorTenants(common(one.actorTenants(), other.actorTenants()));
      }
      part.ids().forEach(both::ids);
      part.attributes().forEach(both::attribute);
      if (part.text() != null) {
        both.text(part.text());
      }
    }
    return both.build();
  }

  private static Set<String> common(@Nullable Set<String> one, @Nullable Set<String> other) {
    Set<String> common = new HashSet<>(one == null ? other : one);
    if (other != null) {
      common.retainAll(other);
    }
    return common;
  }

  /** A question with one condition. */
  static Question of(Random random, int kind) {
    switch (kind) {
      case 0, 1 -> {
        Set<String> types = some(random, "type-", 5);
        EventTypes set = kind == 0 ? EventTypes.of(types) : EventTypes.except(types);
        return new Question(
            EventFilter.builder().types(set).build(),
            event -> types.contains(event.type()) == (kind == 0));
      }
      case 2 -> {
        Set<String> users = some(random, "user-", 100);
        return new Question(
            EventFilter.builder().actorUsers(users).build(),
            event -> users.contains(event.actorUser()));
      }
      case 3, 4 -> {
        Set<String> tenants = some(random, "tenant-", 4);
        return new Question(
            EventFilter.builder().actorTenants(tenants).build(),
            event -> tenants.contains(event.actorTenant()));
      }
      case 5 -> {
        return new Question(
            EventFilter.builder().attribute("n", "3").build(),
            event -> event.attributes().contains("\"n\":3,"));
      }
      case 6 -> {
        return new Question(
            EventFilter.builder().text("WORD-1").build(),
            event -> event.attributes().contains("\"word-1"));
      }
      default -> {
        ResourceKind of = ResourceKind.values()[kind - 7];
        Set<String> ids = some(random, of == ResourceKind.TENANT ? "tenant-" : "id-", 60);
        return new Question(
            EventFilter.builder().ids(of, ids).build(),
            event -> !Collections.disjoint(event.ids().getOrDefault(of, List.of()), ids));
      }
    }
  }

  private static Set<String> some(Random random, String prefix, int values) {
    Set<String> some = new HashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      // The square prefers low numbers, so that some values are common and others rare.
      some.add(prefix + (int) (values * Math.pow(random.nextDouble(), 2)));
    }
    return some;
  }

  /** An event of which some questions ask. */
  static EventRecord randomEvent(Random random) {
    Map<ResourceKind, List<String>> ids =
        Arrays.stream(ResourceKind.values())
            .filter(kind -> random.nextInt(3) == 0)
            .collect(
                Collectors.toMap(
                    kind -> kind,
                    kind -> {
                      String prefix = kind == ResourceKind.TENANT ? "tenant-" : "id-";
                      List<String> some = List.copyOf(some(random, prefix, 60));
                      return kind.isSingle() ? some.subList(0, 1) : some;
                    }));
    String attributes =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> "\"n\":" + random.nextInt(6) + ",\"m\":true";
          default -> "\"o\":[\"word-" + random.nextInt(40) + "\"]";
        };
    return new EventRecord(
        "e" + Long.toHexString(random.nextLong()),
        some(random, "type-", 5).iterator().next(),
        START_MICROS + random.nextInt(5_000),
        some(random, "user-", 100).iterator().next(),
        some(random, "tenant-", 4).iterator().next(),
        ids,
        attributes);
  }

  /** The tenants that an event belongs to. */
  static Set<String> tenants(EventRecord event) {
    Set<String> tenants = new HashSet<>(event.ids().getOrDefault(ResourceKind.TENANT, List.of()));
    tenants.add(event.actorTenant());
    return tenants;
  }
}
