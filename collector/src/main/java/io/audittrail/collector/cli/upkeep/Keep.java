package io.audittrail.collector.cli.upkeep;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * For how long events are kept: whole days, weeks or years.
 *
 * @param count how many, at least 1
 * @param unit {@code d}, {@code w} or {@code y}
 */
record Keep(int count, char unit) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([dwy])");
  private static final int MOST_YEARS = 1_000;

  /** Returns the first day of which the events stay. */
  LocalDate firstDay(LocalDate today) {
    return switch (unit) {
      case 'd' -> today.minusDays(count);
      case 'w' -> today.minusWeeks(count);
      default -> today.minusYears(count);
    };
  }

  /** Reads {@code 400d}, {@code 57w} and {@code 2y}. */
  static final class Converter implements ITypeConverter<Keep> {
    @Override
    public Keep convert(String value) {
      Matcher matcher = FORM.matcher(value);
      if (matcher.matches()) {
        Keep keep = new Keep(Integer.parseInt(matcher.group(1)), matcher.group(2).charAt(0));
        if (keep.unit() != 'y' || keep.count() <= MOST_YEARS) {
          return keep;
        }
      }
      throw new TypeConversionException(
          "was '"
              + value
              + "', allowed is a whole number of at least 1 and a unit, d, w or y, such as 400d");
    }
  }
}
