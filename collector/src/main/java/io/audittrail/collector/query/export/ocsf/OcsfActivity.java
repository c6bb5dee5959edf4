package io.audittrail.collector.query.export.ocsf;

import static io.audittrail.catalogue.DocumentedEventType.*;

import io.audittrail.catalogue.DocumentedEventType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The activities of OCSF's classes that events become, each with the documented types that it
 * stands for: every type belongs to one.
 */
enum OcsfActivity {
  LOGON(
      OcsfClass.AUTHENTICATION,
      1,
      "Logon",
      LOGIN_SUCCESS,
      AUTHENTICATION_FAILED_PASSWORD,
      AUTHENTICATION_FAILED_TOTP,
      AUTHENTICATION_FAILED_TOTP_LOCKOUT,
      LOGIN_FAILED_IP_ADDRESS),
  LOGOFF(OcsfClass.AUTHENTICATION, 2, "Logoff", REVOKE_LOGIN_TOKENS, REVOKE_CURRENT_LOGIN_TOKEN),
  ACCOUNT_CREATE(OcsfClass.ACCOUNT_CHANGE, 1, "Create", CREATE_USER),
  PASSWORD_CHANGE(
      OcsfClass.ACCOUNT_CHANGE,
      3,
      "Password Change",
      CHANGE_PASSWORD_SUCCESS,
      CHANGE_PASSWORD_FAILED_TOTP,
      CHANGE_PASSWORD_FAILED_IP_ADDRESS,
      CHANGE_PASSWORD_FAILED_CURRENT_PASSWORD),
  PASSWORD_RESET(
      OcsfClass.ACCOUNT_CHANGE,
      4,
      "Password Reset",
      SEND_PASSWORD_RESET_SUCCESS,
      SEND_PASSWORD_RESET_FAILED_IP_ADDRESS,
      VERIFY_PASSWORD_RESET_SUCCESS,
      VERIFY_PASSWORD_RESET_FAILED_IP_ADDRESS,
      VERIFY_PASSWORD_RESET_FAILED_SIGNATURE,
      VERIFY_PASSWORD_RESET_FAILED_TIMESTAMP),
  ACCOUNT_DELETE(OcsfClass.ACCOUNT_CHANGE, 6, "Delete", DELETE_USER),
  /** OCSF has no activity for a change of a user's details. */
  ACCOUNT_OTHER(OcsfClass.ACCOUNT_CHANGE, 99, "Other", UPDATE_USER),
  ENTITY_CREATE(OcsfClass.ENTITY_MANAGEMENT, 1, "Create", TRIGGER_CREATE),
  ENTITY_UPDATE(
      OcsfClass.ENTITY_MANAGEMENT,
      3,
      "Update",
      TRIGGER_UPDATE,
      QUOTAS_SET,
      QUOTAS_RESET,
      REPLACE_API_TOKEN,
      MODEL_RELEASED),
  ENTITY_DELETE(OcsfClass.ENTITY_MANAGEMENT, 4, "Delete", TRIGGER_DELETE, REVOKE_API_TOKENS),
  /** One type for created, updated and deleted. */
  ENTITY_OTHER(OcsfClass.ENTITY_MANAGEMENT, 99, "Other", APPLICATION_CONFIG_CHANGE),
  API_CREATE(OcsfClass.API_ACTIVITY, 1, "Create", ALERT_CREATE, MODEL_VERSION_PUBLISHED),
  API_READ(
      OcsfClass.API_ACTIVITY,
      2,
      "Read",
      ALERT_GET,
      ALERT_GET_ALL,
      ALERT_SUBSCRIPTIONS_GET,
      QUOTAS_GET,
      TRIGGER_GET,
      TRIGGER_GET_ALL,
      TRIGGER_FETCH,
      TRIGGER_FETCH_GX,
      TRIGGER_GET_RESULTS,
      GET_DATASETS,
      GET_DATASETS_BY_OWNER,
      GET_DATASET,
      EXPORT_DATASET,
      GET_USERS,
      COMMENT_QUERY_TEXT,
      COMMENT_QUERY_SAMPLE,
      COMMENT_QUERY_LEARNING,
      COMMENT_QUERY_ANY_LABEL_ASC,
      COMMENT_QUERY_RECENT,
      COMMENT_QUERY_BY_LABEL,
      COMMENT_QUERY_DIAGNOSTIC,
      COMMENT_QUERY_LABEL_PROPERTY,
      COMMENT_QUERY_ATTACHMENT_TEXT,
      COMMENT_QUERY_CHECK,
      COMMENT_QUERY_MISSED,
      GET_ANNOTATIONS,
      GET_DEPRECATED_USER_MODELS,
      AUDIT_EVENT_QUERY,
      EMAIL_GET),
  API_UPDATE(
      OcsfClass.API_ACTIVITY,
      3,
      "Update",
      ALERT_UPDATE,
      TRIGGER_ADVANCE,
      TRIGGER_RESET,
      MODEL_TAG_UPDATED,
      UPDATE_ANNOTATION),
  API_DELETE(
      OcsfClass.API_ACTIVITY,
      4,
      "Delete",
      ALERT_DELETE,
      ALERT_SUBSCRIPTIONS_DELETE,
      MODEL_VERSION_UNPUBLISHED,
      MODEL_TAG_DELETED,
      APPLICATION_FEEDBACK_PURGED),
  /** Also every type that is not documented. */
  API_OTHER(OcsfClass.API_ACTIVITY, 99, "Other", MODEL_TRAINED, APPLICATION_REPLAY);

  private static final Map<DocumentedEventType, OcsfActivity> BY_TYPE =
      new EnumMap<>(DocumentedEventType.class);

  static {
    for (OcsfActivity activity : values()) {
      for (DocumentedEventType type : activity.types) {
        if (BY_TYPE.put(type, activity) != null) {
          throw new IllegalStateException(type + " has two activities");
        }
      }
    }
    if (BY_TYPE.size() != DocumentedEventType.values().length) {
      throw new IllegalStateException("not every documented type has an activity");
    }
  }

  private final OcsfClass ocsfClass;
  private final int id;
  private final String caption;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<DocumentedEventType> types;

  OcsfActivity(OcsfClass ocsfClass, int id, String caption, DocumentedEventType... types) {
    this.ocsfClass = ocsfClass;
    this.id = id;
    this.caption = caption;
    this.types = List.of(types);
  }

  /** Returns the activity of a type by its name on the wire. */
  static OcsfActivity of(String wireName) {
    Optional<DocumentedEventType> type = DocumentedEventType.find(wireName);
    return type.map(BY_TYPE::get).orElse(API_OTHER);
  }

  OcsfClass ocsfClass() {
    return ocsfClass;
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }

  /** Returns the number of class and activity in one. */
  int typeUid() {
    return ocsfClass.uid() * 100 + id;
  }
}
