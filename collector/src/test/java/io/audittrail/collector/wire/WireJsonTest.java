package io.audittrail.collector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireJsonTest {
  /** Takes all members as they are. */
  private static String members(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return WireJson.read(
        bytes,
        parser -> {
          RawJson raw = new RawJson(bytes);
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            long begin = parser.currentTokenLocation().getByteOffset();
            parser.nextToken();
            raw.add(parser, begin, 3);
          }
          return raw.members();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ``",
        "{\"a\":1} | \"a\":1",
        "{ \"a\" : 1.10 , \"b\":\t-0e+00 } | \"a\":1.10,\"b\":-0e+00",
        "{\"a\":\" x \\\" \\\\\", \"b\" :true,\"c\":null} | \"a\":\" x \\\" \\\\\",\"b\":true,\"c\":null",
        "{\"é\" : [ \"é 😀\" , { \"k\" : [ ] } ]} | \"é\":[\"é 😀\",{\"k\":[]}]",
        "{\"\\u0061\":\"\\ud800\"} | \"\\u0061\":\"\\ud800\"",
        "{\"a\":[[[1]]],\"b\":[[[[1]]]],\"c\":2} | \"a\":[[[1]]],\"c\":2",
        "{\"a\":{\"b\":{\"c\":[]}}} | \"a\":{\"b\":{\"c\":[]}}",
      })
  void add_keepsTheSpelling_butNoWhiteSpace(String body, String members) {
    assertThat(members(body)).isEqualTo(members == null ? "" : members);
  }

  @Test
  void add_afterAByteOrderMark_takesTheRightBytes() {
    assertThat(members("\uFEFF{\"a\": 12}")).isEqualTo("\"a\":12");
  }

  @Test
  void read_ofALongBody_keepsEachMember() {
    StringBuilder body = new StringBuilder("{");
    StringBuilder wanted = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      body.append(i == 0 ? "" : " ,\n").append("\"k").append(i).append("\" : ").append(i);
      wanted.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":").append(i);
    }
    assertThat(members(body.append('}').toString())).isEqualTo(wanted.toString());
  }

  @Test
  void read_ofSomethingElse_namesLineAndColumn() {
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> members("{\n\"a\":1,\n \"a\":2}"))
        .withMessage("malformed body: Duplicate field 'a' at line 3, column 5");
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> members("{\"a\":NaN}"))
        .withMessageContaining("at line 1, column")
        .withMessageNotContaining("enable");
    byte[] bytes = "{\"a\":\n\"x?\"}".getBytes(StandardCharsets.UTF_8);
    bytes[8] = (byte) 0xC0;
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> WireJson.read(bytes, parser -> ""))
        .withMessage("malformed body: a byte is not UTF-8 at line 2, column 3");
  }
}
