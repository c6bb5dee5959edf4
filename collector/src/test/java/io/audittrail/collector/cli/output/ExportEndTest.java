package io.audittrail.collector.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.client.CallFailedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExportEndTest {
  private static long rows(ExportEnd end, String content) throws CallFailedException {
    boolean ended = content.endsWith("\n");
    for (String line : content.split("\n", -1)) {
      if (!line.isEmpty()) {
        end.take(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return end.requireWhole(ended);
  }

  @Test
  void wholeExport_saysHowManyItHas() throws Exception {
    assertThat(rows(ExportEnd.ofJsonLines(), "{}\n{}\n{\"status\":\"ok\",\"exported\":2}\n"))
        .isEqualTo(2);
    assertThat(rows(ExportEnd.ofJsonLines(), "{\"status\":\"ok\",\"exported\":0}\n")).isZero();
    String records = "a,b,c\r\n1,\"two\nlines \"\"\n\",3\r\n#exported,1,\r\n";
    assertThat(rows(ExportEnd.ofCsv(), records)).isEqualTo(1);
  }

  @Test
  void exportWithoutItsEnd_isRefused() {
    assertThatThrownBy(() -> rows(ExportEnd.ofJsonLines(), "{}\n"))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("its end is missing");
    assertThatThrownBy(() -> rows(ExportEnd.ofJsonLines(), "{\"status\":\"ok\",\"exported\":0}"))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> rows(ExportEnd.ofCsv(), "a,b\r\n1,\"\r\n#exported,1\r\n"))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> rows(ExportEnd.ofCsv(), "a,b\r\n1,2\r\n1,2\r\n#exported,1\r\n"))
        .hasMessageContaining("says 1 events, and there were 2");
  }
}
