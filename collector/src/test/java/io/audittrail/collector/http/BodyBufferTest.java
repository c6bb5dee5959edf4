package io.audittrail.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.endpoint.Refusal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class BodyBufferTest {
  private static final int MIB = 1024 * 1024;

  @Test
  void append_ofLittleOfWhatIsAnnounced_takesEightTimesAsMuchAtMost() {
    BodyBuffer buffer = buffer(8_000, 8 * MIB);

    buffer.append(ByteBuffer.allocate(1_000));

    assertThatThrownBy(() -> buffer.append(ByteBuffer.allocate(8_000)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("too many bytes");
  }

  @Test
  void append_ofAllThatIsAnnounced_takesNoMore() {
    BodyBuffer buffer = buffer(300_000, 300_000);

    for (int i = 0; i < 30; i++) {
      buffer.append(ByteBuffer.allocate(10_000));
    }

    assertThat(buffer.toByteArray()).hasSize(300_000);
  }

  @Test
  void append_ofMoreThanIsAnnounced_takesItAll() {
    BodyBuffer buffer = buffer(MIB, 10);

    buffer.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    buffer.append(ByteBuffer.allocate(100_000));

    assertThat(buffer.toByteArray()).hasSize(100_003).startsWith(1, 2, 3);
  }

  private static BodyBuffer buffer(int budget, long announced) {
    return new BodyBuffer(8 * MIB, announced, new ByteBudget(budget).new Share());
  }
}
