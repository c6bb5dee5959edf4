package io.audittrail.log4j;

import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audittrail.event.AuditContext;
import io.audittrail.event.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every form in which an event can be logged through Log4j ends as the same event. */
class LoggedFormsTest {
  private IngestServer server;
  private Log4jContext log4j;
  private Logger logger;

  @BeforeEach
  void start() throws Exception {
    server = new IngestServer();
    log4j = Log4jContext.withAppender(attributes(""));
    logger = log4j.logger();
  }

  @AfterEach
  void stop() {
    log4j.close();
    server.close();
  }

  private String attributes(String more) {
    return server.attributes() + "batchDelayMillis=\"1\" closeTimeoutMillis=\"500\" " + more;
  }

  private static AuditEvent event() {
    return AuditEvent.of(TRIGGER_CREATE).actor("u-1", "t-1").stream(
            "st-1", "orders", "Orders", "ds-1")
        .attribute("nested", Map.of("a", List.of(1, 2)))
        .build();
  }

  private void assertArrives(AuditEvent event) throws Exception {
    ObjectNode arrived = (ObjectNode) server.next();
    assertThat(arrived.remove("producer_sequence").asInt()).isPositive();
    assertThat(arrived.remove("producer").asText()).contains("/");
    assertThat(arrived.toString()).isEqualTo(jsonOf(event));
  }

  private static String jsonOf(AuditEvent event) {
    String body = event.toString();
    return body.substring(body.indexOf('[') + 1, body.indexOf("],\"triggers\""));
  }

  @Test
  void anEvent_asParameter_arrivesAsItIs() throws Exception {
    AuditEvent event = event();
    logger.info("{}", event);
    assertArrives(event);
  }

  @Test
  void anEvent_asOneParameterOfMany_arrives() throws Exception {
    AuditEvent event = event();
    logger.info("{} of {} and {} {} {} {} {} {} {} {} {}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, event);
    assertArrives(event);
  }

  @Test
  void severalEvents_asParameters_arriveInTheirOrder() throws Exception {
    AuditEvent first = event();
    AuditEvent second = event();
    logger.info("{} then {}", first, second);
    assertArrives(first);
    assertArrives(second);
  }

  @Test
  void anEvent_asObject_arrives() throws Exception {
    AuditEvent event = event();
    logger.info((Object) event);
    assertArrives(event);
  }

  @Test
  void anEvent_asObjectMessage_arrives() throws Exception {
    AuditEvent event = event();
    logger.info(new ObjectMessage(event));
    assertArrives(event);
  }

  @Test
  void anEvent_throughTheLogBuilder_arrives() throws Exception {
    AuditEvent event = event();
    logger.atInfo().log("{}", event);
    assertArrives(event);
  }

  @Test
  void aMapMessage_withAType_becomesAnEvent() throws Exception {
    List<String> users = new ArrayList<>(List.of("u-2", "u-3"));
    Map<String, Object> data = new HashMap<>();
    data.put("event_type", LOGIN_SUCCESS);
    data.put("actor_user_id", "u-1");
    data.put("actor_tenant_id", "t-1");
    data.put("user_ids", users);
    data.put("occurred_at", Date.from(Instant.parse("2026-01-31T12:00:00.5Z")));
    data.put("attempts", 2);
    data.put("application_id", "app");
    logger.info(new ObjectMapMessage(data));
    users.clear();

    JsonNode event = server.next();
    assertThat(event.get("event_type").asText()).isEqualTo("login_success");
    assertThat(event.get("actor_user_id").asText()).isEqualTo("u-1");
    assertThat(event.get("actor_tenant_id").asText()).isEqualTo("t-1");
    assertThat(event.get("user_ids").toString()).isEqualTo("[\"u-2\",\"u-3\"]");
    assertThat(Instant.parse(event.get("occurred_at").asText()))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.5Z"));
    assertThat(event.get("attempts").isInt()).isTrue();
    assertThat(event.get("application_id").asText()).isEqualTo("app");
    assertThat(event.has("message")).isFalse();
  }

  private static final class ObjectMapMessage extends MapMessage<ObjectMapMessage, Object> {
    private static final long serialVersionUID = 1L;

    ObjectMapMessage(Map<String, Object> data) {
      super(data);
    }
  }

  @Test
  void aStringMapMessage_withoutATime_happenedWhenItWasLogged() throws Exception {
    Instant before = Instant.now().minusMillis(1);
    logger.info(
        new StringMapMessage()
            .with("event_type", "login_success")
            .with("user_ids", List.of("u-2", "u-3").toString())
            .with("message", "hello"));
    Instant after = Instant.now().plusMillis(1);

    JsonNode event = server.next();
    assertThat(Instant.parse(event.get("occurred_at").asText())).isBetween(before, after);
    assertThat(event.get("user_ids").toString()).isEqualTo("[\"u-2\",\"u-3\"]");
    assertThat(event.get("message").asText()).isEqualTo("hello");
    assertThat(event.get("actor_user_id").asText()).isEqualTo("unknown");
  }

  @Test
  void aStructuredDataMessage_withoutATypeAmongItsData_isOfItsOwnType() throws Exception {
    StructuredDataMessage message =
        new StructuredDataMessage("transfer-17", "Transfer done", "transfer");
    message.put("amount", "12");
    logger.info(message);

    JsonNode event = server.next();
    assertThat(event.get("event_type").asText()).isEqualTo("transfer");
    assertThat(event.get("message").asText()).isEqualTo("Transfer done");
    assertThat(event.get("amount").asText()).isEqualTo("12");
  }

  @Test
  void aStructuredDataMessage_withATypeAmongItsData_isOfThatType() throws Exception {
    StructuredDataMessage message = new StructuredDataMessage("id", "m", "transfer");
    message.put("event_type", "login_success");
    logger.info(message);

    assertThat(server.next().get("event_type").asText()).isEqualTo("login_success");
  }

  @Test
  void aStructuredDataMessage_asLog4jAuditMakesThem_isOfTheTypeThatItsIdNames() throws Exception {
    logger.info(new StructuredDataMessage("login", null, "Audit"));

    assertThat(server.next().get("event_type").asText()).isEqualTo("login");
  }

  @Test
  void keyValues_inTheContextData_becomeAnEvent() throws Exception {
    try (var context =
        CloseableThreadContext.put("event_type", "LOGIN_SUCCESS")
            .put("actor_user_id", "u-1")
            .put("actor_tenant_id", "null")
            .put("user_ids", "u-2")
            .put("attempts", "2")) {
      logger.info("logged in after {}", 2);
    }

    JsonNode event = server.next();
    assertThat(event.get("event_type").asText()).isEqualTo("login_success");
    assertThat(event.get("actor_user_id").asText()).isEqualTo("u-1");
    assertThat(event.has("actor_tenant_id")).isFalse();
    assertThat(event.get("user_ids").toString()).isEqualTo("[\"u-2\"]");
    assertThat(event.get("attempts").asText()).isEqualTo("2");
    assertThat(event.get("message").asText()).isEqualTo("logged in after 2");
  }

  @Test
  void aMap_thatNamesNobody_isDoneByWhoeverActs() throws Exception {
    try (var scope = AuditContext.actor("u-7", "t-7")) {
      logger.info(new StringMapMessage().with("event_type", "login_success"));
    }

    JsonNode event = server.next();
    assertThat(event.get("actor_user_id").asText()).isEqualTo("u-7");
    assertThat(event.get("actor_tenant_id").asText()).isEqualTo("t-7");
    assertThat(event.has("audit_user")).isFalse();
  }

  @Test
  void aMap_thatNamesOnlyATenant_isDoneByTheUserOfTheSetting() throws Exception {
    log4j.configure(attributes("actorUser=\"nobody\""));
    logger.info(
        new StringMapMessage().with("event_type", "login_success").with("actor_tenant_id", "t"));

    JsonNode event = server.next();
    assertThat(event.get("actor_user_id").asText()).isEqualTo("nobody");
    assertThat(event.get("actor_tenant_id").asText()).isEqualTo("t");
  }

  @Test
  void mdcKeys_whenNamed_sayWhoActs() throws Exception {
    log4j.configure(attributes("actorUserMdcKey=\"user\" actorTenantMdcKey=\"tenant\""));
    AuditEvent nobodys = AuditEvent.of(TRIGGER_CREATE).stream("st-1").attribute("a", 1).build();
    AuditEvent somebodys = AuditEvent.of(TRIGGER_CREATE).actor("u-1", "t-1").build();
    try (var context = CloseableThreadContext.put("user", "u-8").put("tenant", "t-8")) {
      logger.info("{}", nobodys);
      logger.info("{}", somebodys);
      try (var type = CloseableThreadContext.put("event_type", "x")) {
        logger.info("");
      }
    }

    JsonNode completed = server.next();
    assertThat(completed.get("event_id").asText()).isEqualTo(nobodys.id());
    assertThat(completed.get("actor_user_id").asText()).isEqualTo("u-8");
    assertThat(completed.get("actor_tenant_id").asText()).isEqualTo("t-8");
    assertThat(completed.get("trigger_ids").toString()).isEqualTo("[\"st-1\"]");
    assertThat(completed.get("a").asInt()).isEqualTo(1);
    assertThat(server.next().get("actor_user_id").asText()).isEqualTo("u-1");
    JsonNode keyValues = server.next();
    assertThat(keyValues.get("actor_user_id").asText()).isEqualTo("u-8");
    assertThat(keyValues.has("user")).isFalse();
  }

  @Test
  void mdcKeys_whenNotNamed_sayNothing() throws Exception {
    try (var context = CloseableThreadContext.put("user", "u-8").put("tenant", "t-8")) {
      logger.info("{}", AuditEvent.of(TRIGGER_CREATE).build());
    }

    assertThat(server.next().get("actor_user_id").asText()).isEqualTo("unknown");
  }
}
