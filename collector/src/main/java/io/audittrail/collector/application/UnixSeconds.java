package io.audittrail.collector.application;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.wire.WireLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Seconds since 1970 with a fraction, as contract B writes times; exact to the microsecond. */
final class UnixSeconds {
  /** Exponents have at most three digits, so that a short text never makes a huge number. */
  private static final Pattern FORM =
      Pattern.compile("-?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

  private static final int MICRO_DIGITS = 6;
  private static final long MICROS = 1_000_000;

  private UnixSeconds() {}

  /**
   * Returns the first microsecond that is not before the given time; times after the year 9999 are
   * the end of that.
   *
   * @param parameter the parameter's name for the message
   * @throws Refusal with 400 if it is no number of at least 0
   */
  static long micros(String parameter, String text) {
    if (!FORM.matcher(text).matches()) {
      throw refused(parameter, text);
    }
    BigDecimal seconds = new BigDecimal(text);
    if (seconds.signum() < 0) {
      throw refused(parameter, text);
    }
    BigDecimal micros = seconds.movePointRight(MICRO_DIGITS);
    if (micros.compareTo(BigDecimal.valueOf(WireLimits.END_TIME_MICROS)) >= 0) {
      return WireLimits.END_TIME_MICROS;
    }
    return micros.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /**
   * Returns a time as a number with a fraction, such as {@code 1514929197.486502} or {@code 5.0}.
   */
  static String text(long micros) {
    StringBuilder text = new StringBuilder(20).append(micros / MICROS).append('.');
    String fraction = Long.toString(MICROS + micros % MICROS);
    int end = fraction.length();
    while (end > 2 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return text.append(fraction, 1, end).toString();
  }

  private static Refusal refused(String parameter, String text) {
    return new Refusal(
        400,
        parameter
            + " was "
            + Quoted.of(text)
            + ", allowed are seconds since 1970, such as 1514929197.486502");
  }
}
