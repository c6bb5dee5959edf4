package io.audittrail.catalogue;

import static io.audittrail.catalogue.ResourceKind.APPLICATION;
import static io.audittrail.catalogue.ResourceKind.DATASET;
import static io.audittrail.catalogue.ResourceKind.PROJECT;
import static io.audittrail.catalogue.ResourceKind.SOURCE;
import static io.audittrail.catalogue.ResourceKind.STREAM;
import static io.audittrail.catalogue.ResourceKind.TENANT;
import static io.audittrail.catalogue.ResourceKind.USER;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The documented event types: 67 of Communications Mining (contract A) and 5 of Cogniac (contract
 * B).
 *
 * <p>The name on the wire is the constant's name in lower case.
 */
public enum DocumentedEventType implements EventType {
  /** Alert created. */
  ALERT_CREATE("communications-mining", "alert", "alert created", TENANT, PROJECT, DATASET),
  /** One alert read. */
  ALERT_GET("communications-mining", "alert", "one alert read", TENANT, PROJECT, DATASET),
  /** Alert list read. */
  ALERT_GET_ALL("communications-mining", "alert", "alert list read", TENANT, PROJECT, DATASET),
  /** Alert configuration changed. */
  ALERT_UPDATE(
      "communications-mining", "alert", "alert configuration changed", TENANT, PROJECT, DATASET),
  /** Alert removed. */
  ALERT_DELETE("communications-mining", "alert", "alert removed", TENANT, PROJECT, DATASET),
  /** Alert subscriptions read. */
  ALERT_SUBSCRIPTIONS_GET(
      "communications-mining", "alert", "alert subscriptions read", TENANT, PROJECT, DATASET),
  /** Alert subscription removed. */
  ALERT_SUBSCRIPTIONS_DELETE(
      "communications-mining", "alert", "alert subscription removed", TENANT, PROJECT, DATASET),
  /** Quotas read. */
  QUOTAS_GET("communications-mining", "quota", "quotas read", TENANT),
  /** Quota changed. */
  QUOTAS_SET("communications-mining", "quota", "quota changed", TENANT),
  /** Quota put back to its default. */
  QUOTAS_RESET("communications-mining", "quota", "quota put back to its default", TENANT),
  /** Stream created. */
  TRIGGER_CREATE("communications-mining", "stream", "stream created", DATASET, STREAM),
  /** One stream read. */
  TRIGGER_GET("communications-mining", "stream", "one stream read", DATASET, STREAM),
  /** Stream list read. */
  TRIGGER_GET_ALL("communications-mining", "stream", "stream list read", DATASET, STREAM),
  /** Stream configuration changed. */
  TRIGGER_UPDATE(
      "communications-mining", "stream", "stream configuration changed", DATASET, STREAM),
  /** Stream removed. */
  TRIGGER_DELETE("communications-mining", "stream", "stream removed", DATASET, STREAM),
  /** Stream queried through the legacy operation. */
  TRIGGER_FETCH(
      "communications-mining",
      "stream",
      "stream queried through the legacy operation",
      DATASET,
      STREAM),
  /** Stream position moved forward. */
  TRIGGER_ADVANCE(
      "communications-mining", "stream", "stream position moved forward", DATASET, STREAM),
  /** Stream position put back. */
  TRIGGER_RESET("communications-mining", "stream", "stream position put back", DATASET, STREAM),
  /** Generative-extraction stream queried through the legacy operation. */
  TRIGGER_FETCH_GX(
      "communications-mining",
      "stream",
      "generative-extraction stream queried through the legacy operation",
      DATASET,
      STREAM),
  /** Stream queried. */
  TRIGGER_GET_RESULTS("communications-mining", "stream", "stream queried", DATASET, STREAM),
  /** Model version published (pinned). */
  MODEL_VERSION_PUBLISHED(
      "communications-mining", "model", "model version published (pinned)", PROJECT, DATASET),
  /** Published model version deleted. */
  MODEL_VERSION_UNPUBLISHED(
      "communications-mining", "model", "published model version deleted", PROJECT, DATASET),
  /** Model tag changed. */
  MODEL_TAG_UPDATED("communications-mining", "model", "model tag changed", PROJECT, DATASET),
  /** Model tag removed. */
  MODEL_TAG_DELETED("communications-mining", "model", "model tag removed", PROJECT, DATASET),
  /** Datasets read. */
  GET_DATASETS("communications-mining", "dataset", "datasets read", PROJECT, DATASET),
  /** Datasets of one owner read. */
  GET_DATASETS_BY_OWNER(
      "communications-mining", "dataset", "datasets of one owner read", PROJECT, DATASET),
  /** One dataset read. */
  GET_DATASET("communications-mining", "dataset", "one dataset read", PROJECT, DATASET),
  /** Dataset exported. */
  EXPORT_DATASET("communications-mining", "dataset", "dataset exported", PROJECT, DATASET),
  /** User created. */
  CREATE_USER("communications-mining", "user", "user created", USER, TENANT),
  /** User deleted. */
  DELETE_USER("communications-mining", "user", "user deleted", USER, TENANT),
  /** User details read. */
  GET_USERS("communications-mining", "user", "user details read", USER, TENANT),
  /** User details changed. */
  UPDATE_USER("communications-mining", "user", "user details changed", USER, TENANT),
  /** Login succeeded. */
  LOGIN_SUCCESS("communications-mining", "authentication", "login succeeded", USER),
  /** Login refused: wrong password. */
  AUTHENTICATION_FAILED_PASSWORD(
      "communications-mining", "authentication", "login refused: wrong password", USER),
  /** Login refused: wrong one-time code. */
  AUTHENTICATION_FAILED_TOTP(
      "communications-mining", "authentication", "login refused: wrong one-time code", USER),
  /** Login refused: address not allowed. */
  LOGIN_FAILED_IP_ADDRESS(
      "communications-mining", "authentication", "login refused: address not allowed", USER),
  /** API tokens revoked. */
  REVOKE_API_TOKENS("communications-mining", "authentication", "API tokens revoked", USER),
  /** Login tokens revoked. */
  REVOKE_LOGIN_TOKENS("communications-mining", "authentication", "login tokens revoked", USER),
  /** Token of the current session revoked. */
  REVOKE_CURRENT_LOGIN_TOKEN(
      "communications-mining", "authentication", "token of the current session revoked", USER),
  /** API token replaced. */
  REPLACE_API_TOKEN("communications-mining", "authentication", "API token replaced", USER),
  /** Login refused: locked out after wrong one-time codes. */
  AUTHENTICATION_FAILED_TOTP_LOCKOUT(
      "communications-mining",
      "authentication",
      "login refused: locked out after wrong one-time codes",
      USER),
  /** Password-reset mail sent. */
  SEND_PASSWORD_RESET_SUCCESS(
      "communications-mining", "password_reset", "password-reset mail sent", USER),
  /** Password-reset mail refused: address not allowed. */
  SEND_PASSWORD_RESET_FAILED_IP_ADDRESS(
      "communications-mining",
      "password_reset",
      "password-reset mail refused: address not allowed",
      USER),
  /** Password-reset link accepted. */
  VERIFY_PASSWORD_RESET_SUCCESS(
      "communications-mining", "password_reset", "password-reset link accepted", USER),
  /** Password-reset link refused: address not allowed. */
  VERIFY_PASSWORD_RESET_FAILED_IP_ADDRESS(
      "communications-mining",
      "password_reset",
      "password-reset link refused: address not allowed",
      USER),
  /** Password changed. */
  CHANGE_PASSWORD_SUCCESS("communications-mining", "password_reset", "password changed", USER),
  /** Password change refused: wrong one-time code. */
  CHANGE_PASSWORD_FAILED_TOTP(
      "communications-mining",
      "password_reset",
      "password change refused: wrong one-time code",
      USER),
  /** Password change refused: address not allowed. */
  CHANGE_PASSWORD_FAILED_IP_ADDRESS(
      "communications-mining",
      "password_reset",
      "password change refused: address not allowed",
      USER),
  /** Password-reset link refused: signature invalid. */
  VERIFY_PASSWORD_RESET_FAILED_SIGNATURE(
      "communications-mining",
      "password_reset",
      "password-reset link refused: signature invalid",
      USER),
  /** Password-reset link refused: expired. */
  VERIFY_PASSWORD_RESET_FAILED_TIMESTAMP(
      "communications-mining", "password_reset", "password-reset link refused: expired", USER),
  /** Password change refused: current password wrong. */
  CHANGE_PASSWORD_FAILED_CURRENT_PASSWORD(
      "communications-mining",
      "password_reset",
      "password change refused: current password wrong",
      USER),
  /** Comments queried by text. */
  COMMENT_QUERY_TEXT(
      "communications-mining", "comment_query", "comments queried by text", DATASET, SOURCE),
  /** Comment sample queried. */
  COMMENT_QUERY_SAMPLE(
      "communications-mining", "comment_query", "comment sample queried", DATASET, SOURCE),
  /** Comments queried for learning. */
  COMMENT_QUERY_LEARNING(
      "communications-mining", "comment_query", "comments queried for learning", DATASET, SOURCE),
  /** Comments queried by any label in ascending order. */
  COMMENT_QUERY_ANY_LABEL_ASC(
      "communications-mining",
      "comment_query",
      "comments queried by any label in ascending order",
      DATASET,
      SOURCE),
  /** Recent comments queried. */
  COMMENT_QUERY_RECENT(
      "communications-mining", "comment_query", "recent comments queried", DATASET, SOURCE),
  /** Comments queried by given labels. */
  COMMENT_QUERY_BY_LABEL(
      "communications-mining",
      "comment_query",
      "comments queried by given labels",
      DATASET,
      SOURCE),
  /** Comments queried for diagnosis. */
  COMMENT_QUERY_DIAGNOSTIC(
      "communications-mining", "comment_query", "comments queried for diagnosis", DATASET, SOURCE),
  /** Comments queried by label property. */
  COMMENT_QUERY_LABEL_PROPERTY(
      "communications-mining",
      "comment_query",
      "comments queried by label property",
      DATASET,
      SOURCE),
  /** Comments queried by attachment text. */
  COMMENT_QUERY_ATTACHMENT_TEXT(
      "communications-mining",
      "comment_query",
      "comments queried by attachment text",
      DATASET,
      SOURCE),
  /** Comments queried to check labels. */
  COMMENT_QUERY_CHECK(
      "communications-mining",
      "comment_query",
      "comments queried to check labels",
      DATASET,
      SOURCE),
  /** Comments queried for missed labels. */
  COMMENT_QUERY_MISSED(
      "communications-mining",
      "comment_query",
      "comments queried for missed labels",
      DATASET,
      SOURCE),
  /** Annotations read. */
  GET_ANNOTATIONS("communications-mining", "annotation", "annotations read", DATASET, SOURCE),
  /** Annotation changed. */
  UPDATE_ANNOTATION("communications-mining", "annotation", "annotation changed", DATASET, SOURCE),
  /** Deprecated user models read. */
  GET_DEPRECATED_USER_MODELS(
      "communications-mining", "system", "deprecated user models read", DATASET),
  /** Audit events queried. */
  AUDIT_EVENT_QUERY("communications-mining", "system", "audit events queried", TENANT),
  /** Emails read. */
  EMAIL_GET("communications-mining", "system", "emails read", SOURCE),
  /** Application created; updated or deleted. */
  APPLICATION_CONFIG_CHANGE(
      "cogniac", "application", "application created; updated or deleted", APPLICATION),
  /** Model trained for the application. */
  MODEL_TRAINED("cogniac", "application", "model trained for the application", APPLICATION),
  /** New best model released for the application. */
  MODEL_RELEASED(
      "cogniac", "application", "new best model released for the application", APPLICATION),
  /** Media replayed through the application. */
  APPLICATION_REPLAY(
      "cogniac", "application", "media replayed through the application", APPLICATION),
  /** Pending feedback requests of the application purged. */
  APPLICATION_FEEDBACK_PURGED(
      "cogniac", "application", "pending feedback requests of the application purged", APPLICATION);

  private static final Map<String, DocumentedEventType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

  private final String wireName;
  private final String system;
  private final String category;
  private final String meaning;
  private final Set<ResourceKind> resources;
  private final Outcome outcome;

  DocumentedEventType(
      String system, String category, String meaning, ResourceKind first, ResourceKind... others) {
    this.wireName = name().toLowerCase(Locale.ROOT);
    this.system = system;
    this.category = category;
    this.meaning = meaning;
    this.resources = Collections.unmodifiableSet(EnumSet.of(first, others));
    this.outcome = wireName.contains("_failed_") ? Outcome.FAILURE : Outcome.SUCCESS;
  }

  /** Returns the documented type with the given name on the wire, or empty if there is none. */
  public static Optional<DocumentedEventType> find(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  @Override
  public String wireName() {
    return wireName;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public String category() {
    return category;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Set<ResourceKind> resources() {
    return resources;
  }

  @Override
  public Outcome outcome() {
    return outcome;
  }
}
