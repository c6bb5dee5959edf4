package io.audittrail.collector.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Refuses bytes that are not UTF-8. The JSON parser is lenient here: it takes overlong forms and
 * surrogates, and guesses UTF-16 and UTF-32.
 */
final class Utf8Check {
  private static final int CHUNK_CHARS = 4_096;

  private Utf8Check() {}

  static void requireUtf8(byte[] body) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out = CharBuffer.allocate(CHUNK_CHARS);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw at(body, in.position(), "a byte is not UTF-8");
    }
    if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
      throw at(body, 0, "it is not UTF-8");
    }
  }

  private static MalformedBodyException at(byte[] body, int position, String what) {
    int line = 1;
    int lineBegin = 0;
    for (int i = 0; i < position; i++) {
      if (body[i] == '\n') {
        line++;
        lineBegin = i + 1;
      }
    }
    return new MalformedBodyException(what, line, position - lineBegin + 1);
  }
}
