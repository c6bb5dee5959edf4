package io.audittrail.collector.cli.output;

import io.audittrail.collector.client.body.ProducerBody;
import io.audittrail.collector.csv.CsvRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows which numbers of producers are missing. For use by one thread. */
public final class GapsPrinter {
  private static final List<String> COLUMNS =
      List.of("producer", "tenant_id", "first", "last", "missing", "of", "closed", "since");

  private final Output output;
  private final OutputFormat form;

  /** Makes a printer. What stands before the first producer is written at once. */
  public GapsPrinter(Output output, OutputFormat form) throws IOException {
    this.output = output;
    this.form = form;
    if (form == OutputFormat.CSV) {
      output.write(CsvRecord.of(COLUMNS).toBytes());
    }
  }

  /** Shows a producer. */
  public void print(ProducerBody producer) throws IOException {
    if (form == OutputFormat.JSON) {
      output.line(producer.json());
      return;
    }
    long listed = 0;
    for (ProducerBody.Gap gap : producer.gaps()) {
      Row row = new Row(number(gap.first()), number(gap.last()), size(gap), gap.since());
      listed += row.numbers();
      print(producer, row);
    }
    long more = producer.missing() - listed;
    if (more > 0) {
      print(producer, new Row("", "", more, ""));
    }
  }

  /** Numbers from the first to the last; empty texts for more than are listed. */
  private record Row(String first, String last, long numbers, String since) {
    String range() {
      if (first.isEmpty()) {
        return text(numbers) + " more";
      }
      String from = text(Long.parseLong(first));
      return numbers == 1 ? from : from + "–" + text(Long.parseLong(last));
    }
  }

  private void print(ProducerBody producer, Row row) throws IOException {
    if (form == OutputFormat.TABLE) {
      output.line(VisibleText.of(sentence(producer, row)));
      return;
    }
    output.write(
        CsvRecord.of(
                List.of(
                    producer.name(),
                    producer.tenant(),
                    row.first(),
                    row.last(),
                    number(row.numbers()),
                    number(producer.known()),
                    Boolean.toString(producer.closed()),
                    row.since()))
            .toBytes());
  }

  private static String sentence(ProducerBody producer, Row row) {
    return producer.name()
        + (producer.tenant().isEmpty() ? "" : " (tenant " + producer.tenant() + ")")
        + ": "
        + row.range()
        + " of "
        + text(producer.known())
        + (producer.closed() ? "" : " so far")
        + " missing"
        + (row.since().isEmpty() ? "" : " since " + row.since());
  }

  private static long size(ProducerBody.Gap gap) {
    return gap.last() - gap.first() + 1;
  }

  private static String number(long number) {
    return Long.toString(number);
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
