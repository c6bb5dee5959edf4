package io.audittrail.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection to a collector over which one request goes after the other, at the least cost of a
 * processor, which both share. Not safe for use by several threads.
 */
public final class HttpConnection implements AutoCloseable {
  private static final String LENGTH = "content-length: ";
  private static final int MOST_BYTES_OF_HEADERS = 1_024;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String headers;
  private byte[] request = new byte[0];
  private byte[] answer = new byte[256 * 1024];
  private int filled;

  /** Connects. */
  public HttpConnection(URI url, String token) throws IOException {
    socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort());
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
    headers =
        " HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
            .formatted(url.getHost(), url.getPort(), token);
  }

  /** Gets something and waits for the whole answer. */
  public void get(String path) throws IOException {
    exchange("GET", path, new byte[0], 0);
  }

  /** Posts JSON and waits for the whole answer. */
  public void post(String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    post(path, body, body.length);
  }

  /**
   * Posts the first bytes of an array, and waits for the whole answer.
   *
   * @throws IOException if the answer is not 200
   */
  public void post(String path, byte[] body, int length) throws IOException {
    exchange("POST", path, body, length);
  }

  private void exchange(String method, String path, byte[] body, int length) throws IOException {
    byte[] head =
        (method + " " + path + headers + "Content-Length: " + length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    if (request.length < head.length + length) {
      request = new byte[head.length + length + MOST_BYTES_OF_HEADERS];
    }
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, length);
    out.write(request, 0, head.length + length);
    receive();
    if (!text(0, Math.min(filled, 12)).equals("HTTP/1.1 200")) {
      throw new IOException("the answer of " + path + " was " + answer());
    }
  }

  private void receive() throws IOException {
    filled = 0;
    int end = -1;
    while (end < 0) {
      read();
      end = endOfHeaders();
    }
    int whole = end + contentLength(text(0, end));
    answer = whole > answer.length ? Arrays.copyOf(answer, whole) : answer;
    while (filled < whole) {
      read();
    }
  }

  private void read() throws IOException {
    int count = in.read(answer, filled, answer.length - filled);
    if (count <= 0) {
      throw new IOException("the collector ended the connection in the midst of an answer");
    }
    filled += count;
  }

  private int endOfHeaders() {
    for (int i = 3; i < filled; i++) {
      if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(String head) throws IOException {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("the answer did not say its length: " + head);
    }
    int end = head.indexOf('\r', at);
    return Integer.parseInt(head.substring(at + LENGTH.length(), end).strip());
  }

  /** Returns the headers and the body of the last answer. */
  public String answer() {
    return text(0, filled);
  }

  /** Returns what stands in the last answer behind the last occurrence of a text, up to a quote. */
  public String lastValue(String before) throws IOException {
    String end = text(Math.max(0, filled - 4_096), filled);
    int at = end.lastIndexOf(before);
    if (at < 0) {
      throw new IOException("there is no " + before + " at the end of " + end);
    }
    int from = at + before.length();
    return end.substring(from, end.indexOf('"', from));
  }

  private String text(int from, int to) {
    return new String(answer, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
