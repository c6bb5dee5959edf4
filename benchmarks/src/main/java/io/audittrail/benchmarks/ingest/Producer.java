package io.audittrail.benchmarks.ingest;

import static io.audittrail.benchmarks.ingest.Values.ascii;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection to a collector, by which one body goes after the other was acknowledged. */
final class Producer implements AutoCloseable {
  private static final int MOST_BYTES_OF_HEADERS = 512;
  private static final byte[] LENGTH = ascii("content-length: ");

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] headers;
  private final byte[] answer = new byte[64 * 1024];
  private byte[] request = new byte[0];
  private int filled;

  Producer(URI url, String token) throws IOException {
    socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort());
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
    headers =
        ascii(
            "POST /api/v1/audit_events HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\n"
                    .formatted(url.getHost(), url.getPort(), token)
                + "Content-Type: application/json\r\nContent-Length: ");
  }

  /**
   * Sends a body and waits until all of its events are stored.
   *
   * @throws IOException if they are not
   */
  void send(Bodies bodies, int events) throws IOException {
    int at = 0;
    int most = MOST_BYTES_OF_HEADERS + bodies.length();
    request = request.length < most ? new byte[most] : request;
    for (byte[] part : new byte[][] {headers, ascii(bodies.length() + "\r\n\r\n")}) {
      System.arraycopy(part, 0, request, at, part.length);
      at += part.length;
    }
    System.arraycopy(bodies.body(), 0, request, at, bodies.length());
    out.write(request, 0, at + bodies.length());
    String answered = receive();
    if (!answered.startsWith("HTTP/1.1 200")
        || !answered.contains("\"stored\":" + events + ",")
        || !answered.contains("\"rejected\":[]")) {
      throw new IOException("the answer to " + events + " events was " + answered);
    }
  }

  /** Returns the headers and the body of an answer, which says its length. */
  private String receive() throws IOException {
    filled = 0;
    int end = -1;
    while (end < 0) {
      read();
      end = endOfHeaders();
    }
    String head = new String(answer, 0, end, StandardCharsets.ISO_8859_1);
    int whole = end + contentLength(head);
    while (filled < whole) {
      read();
    }
    return new String(answer, 0, whole, StandardCharsets.ISO_8859_1);
  }

  private void read() throws IOException {
    int count = in.read(answer, filled, answer.length - filled);
    if (count <= 0) {
      throw new IOException("the collector ended the connection, or answered too much");
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
    String lower = head.toLowerCase(Locale.ROOT);
    String key = new String(LENGTH, StandardCharsets.US_ASCII);
    int at = lower.indexOf(key);
    if (at < 0) {
      throw new IOException("the answer did not say its length: " + head);
    }
    return Integer.parseInt(head.substring(at + key.length(), head.indexOf('\r', at)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
