package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.event.Actor;
import io.audittrail.wire.EventEncoder;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EncoderPoolTest {
  private final EncoderPool pool = new EncoderPool(new Actor("u", null));

  @Test
  void take_whileAnEncoderIsOut_givesAnother() {
    EventEncoder first = pool.take();

    assertThat(pool.take()).isNotSameAs(first);
  }

  @Test
  void take_ofAnyThread_givesWhatWasGivenBack() {
    EventEncoder first = pool.take();
    EventEncoder second = pool.take();
    pool.giveBack(first);
    pool.giveBack(second);

    for (int thread = 0; thread < 4; thread++) {
      EventEncoder taken =
          CompletableFuture.supplyAsync(pool::take, task -> new Thread(task).start()).join();
      assertThat(taken).isIn(first, second);
      pool.giveBack(taken);
    }
  }

  @Test
  void giveBack_withALargeBuffer_isNotKept() {
    EventEncoder encoder = pool.take();
    encoder.encode(Events.large(1, 100_000));
    pool.giveBack(encoder);

    assertThat(pool.take()).isNotSameAs(encoder);
  }
}
