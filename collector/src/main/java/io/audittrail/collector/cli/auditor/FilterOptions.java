package io.audittrail.collector.cli.auditor;

import io.audittrail.catalogue.Outcome;
import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which events: the options that stand for the keys of a query's filter. Several options: an event
 * must match all. One option several times: one of its values is enough.
 */
final class FilterOptions {
  @Option(
      names = {"-m", "--minimum"},
      paramLabel = "TIME",
      description =
          "The least time, inclusive, such as 2021-06-10T16:32:53Z; a date alone is its midnight in"
              + " UTC.")
  private @Nullable String minimum;

  @Option(
      names = {"-M", "--maximum"},
      paramLabel = "TIME",
      description = "The first time that is not asked for.")
  private @Nullable String maximum;

  @Option(
      names = "--event-type",
      paramLabel = "TYPE",
      split = ",",
      description = "Events of this type.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--category",
      paramLabel = "NAME",
      split = ",",
      description = "Events whose type is in this category of the catalogue.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Events whose type has this outcome: success or failure.")
  private @Nullable Outcome outcome;

  @Option(
      names = "--actor-user",
      paramLabel = "ID",
      description = "Events in which this user acted.")
  private List<String> actorUsers = new ArrayList<>();

  @Option(
      names = "--actor-tenant",
      paramLabel = "ID",
      description = "Events whose actor acted in this tenant.")
  private List<String> actorTenants = new ArrayList<>();

  @Option(names = "--user", paramLabel = "ID", description = "Events that name this user.")
  private List<String> users = new ArrayList<>();

  @Option(names = "--tenant", paramLabel = "ID", description = "Events that name this tenant.")
  private List<String> tenants = new ArrayList<>();

  @Option(names = "--project", paramLabel = "ID", description = "Events that name this project.")
  private List<String> projects = new ArrayList<>();

  @Option(names = "--dataset", paramLabel = "ID", description = "Events that name this dataset.")
  private List<String> datasets = new ArrayList<>();

  @Option(names = "--source", paramLabel = "ID", description = "Events that name this source.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--trigger",
      paramLabel = "ID",
      description = "Events that name this trigger (stream).")
  private List<String> triggers = new ArrayList<>();

  @Option(
      names = "--application",
      paramLabel = "ID",
      description = "Events that speak of this application.")
  private List<String> applications = new ArrayList<>();

  @Option(
      names = "--attribute",
      paramLabel = "KEY=VALUE",
      description =
          "Events with this attribute. The value is JSON, such as 3 or true; what is no JSON is a"
              + " string. Of several, an event must have all.")
  private List<String> attributes = new ArrayList<>();

  @Option(
      names = "--text",
      paramLabel = "PART",
      description =
          "Events with this part of a text in a string or a number of their attributes; upper and"
              + " lower case make no difference.")
  private @Nullable String text;

  /**
   * Returns the conditions.
   *
   * @throws IllegalArgumentException if one of them cannot be one; the message names its option
   */
  Conditions conditions() {
    Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
    ids.put(ResourceKind.USER, users);
    ids.put(ResourceKind.TENANT, tenants);
    ids.put(ResourceKind.PROJECT, projects);
    ids.put(ResourceKind.DATASET, datasets);
    ids.put(ResourceKind.SOURCE, sources);
    ids.put(ResourceKind.STREAM, triggers);
    ids.put(ResourceKind.APPLICATION, applications);
    ids.values().removeIf(List::isEmpty);
    return new Conditions(
        Moments.window(minimum, maximum),
        new Conditions.Types(types, categories, outcome),
        new Conditions.Named(actorUsers, actorTenants, ids),
        new Conditions.Content(AttributeValues.of(attributes), text));
  }
}
