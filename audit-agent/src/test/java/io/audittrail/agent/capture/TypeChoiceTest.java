package io.audittrail.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.agent.capture.TypeChoice.Failure;
import io.audittrail.agent.capture.TypeChoice.KnownType;
import io.audittrail.catalogue.DocumentedEventType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeChoiceTest {
  private static KnownType type(DocumentedEventType type) {
    return new KnownType(type, null);
  }

  private final TypeChoice choice =
      new TypeChoice(
          type(DocumentedEventType.LOGIN_SUCCESS),
          List.of(
              new Failure("java.lang.Exception", type(DocumentedEventType.ALERT_GET)),
              new Failure("java.io.IOException", type(DocumentedEventType.ALERT_CREATE)),
              new Failure("java.lang.Error", type(DocumentedEventType.ALERT_DELETE))));

  @Test
  void type_ofFailure_isThatOfTheNearestException() {
    assertThat(choice.of(new FileNotFoundException())).isEqualTo(DocumentedEventType.ALERT_CREATE);
    assertThat(choice.of(new IOException())).isEqualTo(DocumentedEventType.ALERT_CREATE);
    assertThat(choice.of(new IllegalStateException())).isEqualTo(DocumentedEventType.ALERT_GET);
    assertThat(choice.of(new StackOverflowError())).isEqualTo(DocumentedEventType.ALERT_DELETE);
  }

  @Test
  void type_ofFailureThatNobodyNamed_isNone() {
    assertThat(choice.of(new Throwable())).isNull();
    assertThat(new TypeChoice(null, List.of()).of(null)).isNull();
  }

  @Test
  void type_ofSuccess_isTheSuccess() {
    assertThat(choice.of(null)).isEqualTo(DocumentedEventType.LOGIN_SUCCESS);
  }

  @Test
  void typeThatIsLikely_isTheSuccessOrAFailureThatIsKnown() {
    KnownType unknown = new KnownType(null, new IllegalStateException("acme.Types.GONE"));

    assertThat(choice.likely()).isEqualTo(DocumentedEventType.LOGIN_SUCCESS);
    assertThat(new TypeChoice(null, choice.failures()).likely())
        .isEqualTo(DocumentedEventType.ALERT_GET);
    assertThat(new TypeChoice(unknown, choice.failures()).likely())
        .isEqualTo(DocumentedEventType.ALERT_GET);
    assertThatThrownBy(() -> new TypeChoice(unknown, List.of()).likely())
        .hasRootCauseMessage("acme.Types.GONE");
  }

  @Test
  void type_thatWasNotFound_isRefusedWithItsName() {
    KnownType unknown = new KnownType(null, new IllegalStateException("acme.Types.GONE"));

    assertThatThrownBy(() -> new TypeChoice(unknown, List.of()).of(null))
        .hasRootCauseMessage("acme.Types.GONE");
  }
}
