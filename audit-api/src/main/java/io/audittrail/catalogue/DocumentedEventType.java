package io.audittrail.catalogue;

import static io.audittrail.catalogue.Category.ALERT;
import static io.audittrail.catalogue.Category.ANNOTATION;
import static io.audittrail.catalogue.Category.APPLICATION;
import static io.audittrail.catalogue.Category.AUTHENTICATION;
import static io.audittrail.catalogue.Category.COMMENT_QUERY;
import static io.audittrail.catalogue.Category.DATASET;
import static io.audittrail.catalogue.Category.MODEL;
import static io.audittrail.catalogue.Category.PASSWORD_RESET;
import static io.audittrail.catalogue.Category.QUOTA;
import static io.audittrail.catalogue.Category.STREAM;
import static io.audittrail.catalogue.Category.SYSTEM;
import static io.audittrail.catalogue.Category.USER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documented event types: 67 of Communications Mining (contract A) and 5 of Cogniac (contract
 * B).
 *
 * <p>The name on the wire is the constant's name in lower case.
 */
public enum DocumentedEventType implements EventType {
  /** Alert created. */
  ALERT_CREATE(ALERT, "alert created"),
  /** One alert read. */
  ALERT_GET(ALERT, "one alert read"),
  /** Alert list read. */
  ALERT_GET_ALL(ALERT, "alert list read"),
  /** Alert configuration changed. */
  ALERT_UPDATE(ALERT, "alert configuration changed"),
  /** Alert removed. */
  ALERT_DELETE(ALERT, "alert removed"),
  /** Alert subscriptions read. */
  ALERT_SUBSCRIPTIONS_GET(
      ALERT,
      "alert subscriptions read",
      ResourceKind.USER,
      ResourceKind.TENANT,
      ResourceKind.PROJECT,
      ResourceKind.DATASET),
  /** Alert subscription removed. */
  ALERT_SUBSCRIPTIONS_DELETE(
      ALERT,
      "alert subscription removed",
      ResourceKind.USER,
      ResourceKind.TENANT,
      ResourceKind.PROJECT,
      ResourceKind.DATASET),
  /** Quotas read. */
  QUOTAS_GET(QUOTA, "quotas read"),
  /** Quota changed. */
  QUOTAS_SET(QUOTA, "quota changed"),
  /** Quota put back to its default. */
  QUOTAS_RESET(QUOTA, "quota put back to its default"),
  /** Stream created. */
  TRIGGER_CREATE(STREAM, "stream created"),
  /** One stream read. */
  TRIGGER_GET(STREAM, "one stream read"),
  /** Stream list read. */
  TRIGGER_GET_ALL(STREAM, "stream list read"),
  /** Stream configuration changed. */
  TRIGGER_UPDATE(STREAM, "stream configuration changed"),
  /** Stream removed. */
  TRIGGER_DELETE(STREAM, "stream removed"),
  /** Stream queried through the legacy operation. */
  TRIGGER_FETCH(STREAM, "stream queried through the legacy operation"),
  /** Stream position moved forward. */
  TRIGGER_ADVANCE(STREAM, "stream position moved forward"),
  /** Stream position put back. */
  TRIGGER_RESET(STREAM, "stream position put back"),
  /** Generative-extraction stream queried through the legacy operation. */
  TRIGGER_FETCH_GX(STREAM, "generative-extraction stream queried through the legacy operation"),
  /** Stream queried. */
  TRIGGER_GET_RESULTS(STREAM, "stream queried"),
  /** Model version published (pinned). */
  MODEL_VERSION_PUBLISHED(MODEL, "model version published (pinned)"),
  /** Published model version deleted. */
  MODEL_VERSION_UNPUBLISHED(MODEL, "published model version deleted"),
  /** Model tag changed. */
  MODEL_TAG_UPDATED(MODEL, "model tag changed"),
  /** Model tag removed. */
  MODEL_TAG_DELETED(MODEL, "model tag removed"),
  /** Datasets read. */
  GET_DATASETS(DATASET, "datasets read"),
  /** Datasets of one owner read. */
  GET_DATASETS_BY_OWNER(DATASET, "datasets of one owner read"),
  /** One dataset read. */
  GET_DATASET(DATASET, "one dataset read"),
  /** Dataset exported. */
  EXPORT_DATASET(DATASET, "dataset exported"),
  /** User created. */
  CREATE_USER(USER, "user created"),
  /** User deleted. */
  DELETE_USER(USER, "user deleted"),
  /** User details read. */
  GET_USERS(USER, "user details read"),
  /** User details changed. */
  UPDATE_USER(USER, "user details changed"),
  /** Login succeeded. */
  LOGIN_SUCCESS(AUTHENTICATION, "login succeeded"),
  /** Login refused: wrong password. */
  AUTHENTICATION_FAILED_PASSWORD(AUTHENTICATION, "login refused: wrong password"),
  /** Login refused: wrong one-time code. */
  AUTHENTICATION_FAILED_TOTP(AUTHENTICATION, "login refused: wrong one-time code"),
  /** Login refused: address not allowed. */
  LOGIN_FAILED_IP_ADDRESS(AUTHENTICATION, "login refused: address not allowed"),
  /** API tokens revoked. */
  REVOKE_API_TOKENS(AUTHENTICATION, "API tokens revoked"),
  /** Login tokens revoked. */
  REVOKE_LOGIN_TOKENS(AUTHENTICATION, "login tokens revoked"),
  /** Token of the current session revoked. */
  REVOKE_CURRENT_LOGIN_TOKEN(AUTHENTICATION, "token of the current session revoked"),
  /** API token replaced. */
  REPLACE_API_TOKEN(AUTHENTICATION, "API token replaced"),
  /** Login refused: locked out after wrong one-time codes. */
  AUTHENTICATION_FAILED_TOTP_LOCKOUT(
      AUTHENTICATION, "login refused: locked out after wrong one-time codes"),
  /** Password-reset mail sent. */
  SEND_PASSWORD_RESET_SUCCESS(PASSWORD_RESET, "password-reset mail sent"),
  /** Password-reset mail refused: address not allowed. */
  SEND_PASSWORD_RESET_FAILED_IP_ADDRESS(
      PASSWORD_RESET, "password-reset mail refused: address not allowed"),
  /** Password-reset link accepted. */
  VERIFY_PASSWORD_RESET_SUCCESS(PASSWORD_RESET, "password-reset link accepted"),
  /** Password-reset link refused: address not allowed. */
  VERIFY_PASSWORD_RESET_FAILED_IP_ADDRESS(
      PASSWORD_RESET, "password-reset link refused: address not allowed"),
  /** Password changed. */
  CHANGE_PASSWORD_SUCCESS(PASSWORD_RESET, "password changed"),
  /** Password change refused: wrong one-time code. */
  CHANGE_PASSWORD_FAILED_TOTP(PASSWORD_RESET, "password change refused: wrong one-time code"),
  /** Password change refused: address not allowed. */
  CHANGE_PASSWORD_FAILED_IP_ADDRESS(PASSWORD_RESET, "password change refused: address not allowed"),
  /** Password-reset link refused: signature invalid. */
  VERIFY_PASSWORD_RESET_FAILED_SIGNATURE(
      PASSWORD_RESET, "password-reset link refused: signature invalid"),
  /** Password-reset link refused: expired. */
  VERIFY_PASSWORD_RESET_FAILED_TIMESTAMP(PASSWORD_RESET, "password-reset link refused: expired"),
  /** Password change refused: current password wrong. */
  CHANGE_PASSWORD_FAILED_CURRENT_PASSWORD(
      PASSWORD_RESET, "password change refused: current password wrong"),
  /** Comments queried by text. */
  COMMENT_QUERY_TEXT(COMMENT_QUERY, "comments queried by text"),
  /** Comment sample queried. */
  COMMENT_QUERY_SAMPLE(COMMENT_QUERY, "comment sample queried"),
  /** Comments queried for learning. */
  COMMENT_QUERY_LEARNING(COMMENT_QUERY, "comments queried for learning"),
  /** Comments queried by any label in ascending order. */
  COMMENT_QUERY_ANY_LABEL_ASC(COMMENT_QUERY, "comments queried by any label in ascending order"),
  /** Recent comments queried. */
  COMMENT_QUERY_RECENT(COMMENT_QUERY, "recent comments queried"),
  /** Comments queried by given labels. */
  COMMENT_QUERY_BY_LABEL(COMMENT_QUERY, "comments queried by given labels"),
  /** Comments queried for diagnosis. */
  COMMENT_QUERY_DIAGNOSTIC(COMMENT_QUERY, "comments queried for diagnosis"),
  /** Comments queried by label property. */
  COMMENT_QUERY_LABEL_PROPERTY(COMMENT_QUERY, "comments queried by label property"),
  /** Comments queried by attachment text. */
  COMMENT_QUERY_ATTACHMENT_TEXT(COMMENT_QUERY, "comments queried by attachment text"),
  /** Comments queried to check labels. */
  COMMENT_QUERY_CHECK(COMMENT_QUERY, "comments queried to check labels"),
  /** Comments queried for missed labels. */
  COMMENT_QUERY_MISSED(COMMENT_QUERY, "comments queried for missed labels"),
  /** Annotations read. */
  GET_ANNOTATIONS(ANNOTATION, "annotations read"),
  /** Annotation changed. */
  UPDATE_ANNOTATION(ANNOTATION, "annotation changed"),
  /** Deprecated user models read. */
  GET_DEPRECATED_USER_MODELS(SYSTEM, "deprecated user models read", ResourceKind.DATASET),
  /** Audit events queried. */
  AUDIT_EVENT_QUERY(SYSTEM, "audit events queried", ResourceKind.TENANT),
  /** Emails read. */
  EMAIL_GET(SYSTEM, "emails read", ResourceKind.SOURCE),
  /** Application created, updated or deleted. */
  APPLICATION_CONFIG_CHANGE(APPLICATION, "application created, updated or deleted"),
  /** Model trained for the application. */
  MODEL_TRAINED(APPLICATION, "model trained for the application"),
  /** New best model released for the application. */
  MODEL_RELEASED(APPLICATION, "new best model released for the application"),
  /** Media replayed through the application. */
  APPLICATION_REPLAY(APPLICATION, "media replayed through the application"),
  /** Pending feedback requests of the application purged. */
  APPLICATION_FEEDBACK_PURGED(APPLICATION, "pending feedback requests of the application purged");

  private static final Map<String, DocumentedEventType> BY_WIRE_NAME = new HashMap<>();

  static {
    for (DocumentedEventType type : values()) {
      BY_WIRE_NAME.put(type.wireName, type);
    }
  }

  private final String wireName;
  private final Category category;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Set<ResourceKind> resources;

  private final Outcome outcome;

  /** A type that speaks of what all of its category speak of. */
  DocumentedEventType(Category category, String meaning) {
    this(category, meaning, category.resources());
  }

  /** A type that speaks of something else. */
  DocumentedEventType(
      Category category, String meaning, ResourceKind first, ResourceKind... others) {
    this(category, meaning, Collections.unmodifiableSet(EnumSet.of(first, others)));
  }

  DocumentedEventType(Category category, String meaning, Set<ResourceKind> resources) {
    this.wireName = name().toLowerCase(Locale.ROOT);
    this.category = category;
    this.meaning = meaning;
    this.resources = resources;
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
    return category.system();
  }

  @Override
  public String category() {
    return category.label();
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
