package io.audittrail.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes on a socket, for what a decent client does not send. */
public final class RawHttp {
  private RawHttp() {}

  /** Sends bytes and returns everything that comes back until the other side closes. */
  public static String send(int port, byte[] bytes) throws IOException {
    try (Socket socket = open(port)) {
      try {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
      } catch (IOException refused) {
        // What was answered before the other side stopped reading is read all the same.
      }
      return readAll(socket);
    }
  }

  public static String send(int port, String text) throws IOException {
    return send(port, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  public static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[8_192];
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        all.write(piece, 0, read);
      }
    } catch (IOException reset) {
      // A reset after the answer is the other side's way to stop an endless sender.
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
