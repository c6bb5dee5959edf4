package io.audittrail.collector;

import java.util.ArrayList;
import java.util.List;

/** A strict reader of RFC 4180, written from its grammar and from nothing in the collector. */
final class Csv4180 {
  private final String text;
  private int at;

  private Csv4180(String text) {
    this.text = text;
  }

  /** The records of a document, each of which must end with CRLF. */
  static List<List<String>> read(String text) {
    Csv4180 reader = new Csv4180(text);
    List<List<String>> records = new ArrayList<>();
    while (reader.at < text.length()) {
      records.add(reader.record());
    }
    return records;
  }

  private List<String> record() {
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (text.charAt(at) == ',') {
      at++;
      fields.add(field());
    }
    if (!text.startsWith("\r\n", at)) {
      throw new IllegalArgumentException("no CRLF at " + at);
    }
    at += 2;
    return fields;
  }

  private String field() {
    if (text.charAt(at) != '"') {
      int begin = at;
      while (",\r\n\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(begin, at);
    }
    StringBuilder value = new StringBuilder();
    at++;
    while (text.charAt(at) != '"' || text.charAt(at + 1) == '"') {
      at += text.charAt(at) == '"' ? 1 : 0;
      value.append(text.charAt(at++));
    }
    at++;
    return value.toString();
  }
}
