package io.audittrail.collector.wire;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/** Reads one time from left to right; written by hand because every event brings one. */
final class WireTimeParser {
  private static final int MAX_YEAR_DIGITS = 10;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int MAX_OFFSET_SECONDS = 18 * 3_600;
  private static final int MAX_LENGTH = 64;
  private static final int DAYS_PER_CYCLE = 146_097; // of 400 years

  private final String text;
  private int at;

  WireTimeParser(String text) {
    this.text = text;
  }

  WireTime parse() {
    if (text.length() > MAX_LENGTH) {
      throw bad();
    }
    long day = date();
    if (peek() != 'T' && peek() != 't') {
      throw bad();
    }
    at++;
    int ofDay = timeOfDay();
    int nanos = fraction();
    long seconds = day * 86_400 + ofDay - offset();
    if (at != text.length()) {
      throw bad();
    }
    return new WireTime(seconds, nanos);
  }

  private long date() {
    long year = year();
    expect('-');
    int month = number(2, 12);
    expect('-');
    int day = number(2, 31);
    // The calendar repeats every 400 years, so that years beyond java.time's can be counted, too.
    long cycle = Math.floorDiv(year, 400L);
    int yearOfCycle = Math.floorMod(year, 400) + 2_000;
    if (month == 0 || day == 0 || day > YearMonth.of(yearOfCycle, month).lengthOfMonth()) {
      throw bad();
    }
    return LocalDate.of(yearOfCycle, month, day).toEpochDay() + (cycle - 5) * DAYS_PER_CYCLE;
  }

  private long year() {
    char sign = peek();
    if (sign != '+' && sign != '-') {
      return number(4, Year.MAX_VALUE);
    }
    at++;
    int begin = at;
    long year = 0;
    while (isDigit(peek()) && at - begin <= MAX_YEAR_DIGITS) {
      year = year * 10 + (text.charAt(at++) - '0');
    }
    int digits = at - begin;
    if (digits < 4 || digits > MAX_YEAR_DIGITS || (sign == '-' && year == 0)) {
      throw bad();
    }
    return sign == '-' ? -year : year;
  }

  private int timeOfDay() {
    int hour = number(2, 23);
    expect(':');
    int minute = number(2, 59);
    expect(':');
    return hour * 3_600 + minute * 60 + number(2, 59);
  }

  private int fraction() {
    if (peek() != '.') {
      return 0;
    }
    at++;
    int begin = at;
    int nanos = 0;
    while (isDigit(peek()) && at - begin < MAX_FRACTION_DIGITS) {
      nanos = nanos * 10 + (text.charAt(at++) - '0');
    }
    int digits = at - begin;
    if (digits == 0) {
      throw bad();
    }
    for (; digits < MAX_FRACTION_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private int offset() {
    char sign = peek();
    at++;
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw bad();
    }
    int seconds = number(2, 18) * 3_600;
    if (at < text.length()) {
      if (peek() == ':') {
        at++;
      }
      seconds += number(2, 59) * 60;
    }
    if (seconds > MAX_OFFSET_SECONDS) {
      throw bad();
    }
    return sign == '-' ? -seconds : seconds;
  }

  private int number(int digits, int max) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      char c = peek();
      if (!isDigit(c)) {
        throw bad();
      }
      value = value * 10 + (c - '0');
      at++;
    }
    if (value > max) {
      throw bad();
    }
    return value;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw bad();
    }
    at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException bad() {
    return new IllegalArgumentException(Quoted.of(text) + ", allowed is " + WireTime.FORM);
  }
}
