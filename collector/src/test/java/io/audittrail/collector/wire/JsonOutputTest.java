package io.audittrail.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
  @Test
  void string_ofEveryCharacter_isSpelledAsTheGeneratorSpellsIt() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        String text = "a" + Character.toString(point) + "z";
        byte[] expected = WireJson.write(json -> json.writeString(text));
        assertThat(new JsonOutput(0).string(text).toByteArray()).isEqualTo(expected);
        point += point < 0x3000 ? 0 : 97;
      }
    }
  }

  @Test
  void raw_ofTextBeyondAscii_isItsUtf8() {
    String json = "\"n\":1,\"ü\":\"漢\"";
    assertThat(new JsonOutput(0).raw('{').raw(json).raw('}').toByteArray())
        .isEqualTo(("{" + json + "}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void end_behindAComma_takesItsPlace() {
    assertThat(new JsonOutput(0).raw('[').end(']').raw(',')).hasToString("[],");
    assertThat(new JsonOutput(0).raw('[').number(-7).raw(',').end(']')).hasToString("[-7]");
  }

  @Test
  void again_writesWhatIsThere() {
    JsonOutput json = new JsonOutput(0).string("id");
    assertThat(json.raw(':').again(0, 4)).hasToString("\"id\":\"id\"");
  }

  @Test
  void clear_ofWhatWasWritten_leavesNothingOfIt() {
    JsonOutput json = new JsonOutput(0).string("long enough to grow");
    assertThat(json.clear().raw('[').end(']')).hasToString("[]");
  }
}
