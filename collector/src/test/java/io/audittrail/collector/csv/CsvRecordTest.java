package io.audittrail.collector.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordTest {
  private static void assertCell(String text, String cell) {
    byte[] record = CsvRecord.of(List.of(text, "x")).toBytes();
    assertThat(new String(record, StandardCharsets.UTF_8)).isEqualTo(cell + ",x\r\n");
  }

  @Test
  void cell_thatASpreadsheetWouldRun_isText() {
    for (String begin : new String[] {"=", "+", "-", "@", "\uff1d", "'"}) {
      assertCell(begin + "1", "'" + begin + "1");
    }
    assertCell("\t1", "\"'\t1\"");
    assertCell("\r=1", "\"'\r=1\"");
    assertCell(" =1", "' =1");
    assertCell("\"=1", "\"'\"\"=1\"");
  }

  @Test
  void cell_isQuotedWhereItMustBe() {
    assertCell("", "");
    assertCell("a b", "a b");
    assertCell("a,b", "\"a,b\"");
    assertCell("a\"b", "\"a\"\"b\"");
    assertCell("a\nb", "\"a\nb\"");
    assertCell("1-1", "1-1");
  }
}
