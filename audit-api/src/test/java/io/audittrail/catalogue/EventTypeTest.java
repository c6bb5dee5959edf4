package io.audittrail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.audittrail.event.AuditEvent;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {
  @Test
  void enumOfAnOrganisation_needsNothingButConstants() {
    assertThat(OrderEventType.ORDER_PLACED)
        .returns("order_placed", EventType::wireName)
        .returns("own", EventType::system)
        .returns("own", EventType::category)
        .returns("order_placed", EventType::meaning)
        .returns(Set.of(), EventType::resources)
        .returns(Outcome.SUCCESS, EventType::outcome);
    assertThat(AuditEvent.of(OrderEventType.ORDER_PLACED).build())
        .returns(OrderEventType.ORDER_PLACED, AuditEvent::type)
        .returns("order_placed", AuditEvent::typeName);
  }

  @Test
  void enumOfAnOrganisation_canSayMore() {
    assertThat(PaymentEventType.REFUSED)
        .returns("payment.refused", EventType::wireName)
        .returns(Outcome.FAILURE, EventType::outcome);
  }

  @Test
  void of_aNameThatNobodyDocumented_isATypeWithThatName() {
    assertThat(EventType.of("application_model_released"))
        .isEqualTo(EventType.of("application_model_released"))
        .hasToString("application_model_released")
        .returns("application_model_released", EventType::name)
        .returns("application_model_released", EventType::wireName);
    assertThat(EventType.of("LOGIN_SUCCESS").wireName()).isEqualTo("LOGIN_SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "größe", "a/b"})
  void of_aNameThatTheWireDoesNotAllow_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventType.of(name))
        .withMessage("event_type was \"" + name + "\", allowed is [A-Za-z0-9_.-]{1,64}");
  }

  @Test
  void kinds_haveTheNamesOfTheContract() {
    assertThat(ResourceKind.described())
        .extracting(kind -> kind.table().orElseThrow())
        .containsExactly("users", "tenants", "projects", "datasets", "sources", "triggers");
    for (ResourceKind kind : ResourceKind.described()) {
      String singular = kind.table().orElseThrow().replaceAll("s$", "");
      assertThat(kind.key()).isEqualTo(singular + "_ids");
      assertThat(kind.isSingle()).isFalse();
    }
    assertThat(ResourceKind.APPLICATION)
        .returns("application_id", ResourceKind::key)
        .returns(true, ResourceKind::isSingle);
  }

  private enum OrderEventType implements EventType {
    ORDER_PLACED
  }

  private enum PaymentEventType implements EventType {
    REFUSED;

    @Override
    public String wireName() {
      return "payment." + name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Outcome outcome() {
      return Outcome.FAILURE;
    }
  }
}
