package io.audittrail.examples.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A network between producers and a collector that can be cut and slowed. */
final class Link implements AutoCloseable {
  private static final int SLOW_BYTES = 512;

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean slow;

  /** Opens a link to a port of this machine. */
  Link(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Resets every connection. */
  void cut() {
    for (Socket socket : sockets) {
      reset(socket);
    }
  }

  /** Lets a few bytes through at a time, or all. */
  void slow(boolean isSlow) {
    slow = isSlow;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        Socket collector = new Socket();
        sockets.add(collector);
        try {
          collector.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
          reset(client);
          continue;
        }
        daemon(() -> carry(client, collector));
        daemon(() -> carry(collector, client));
      } catch (IOException e) {
        // The link was closed, or a client left at once.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer, 0, SLOW_BYTES);
      while (read >= 0) {
        out.write(buffer, 0, read);
        if (slow) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        read = in.read(buffer, 0, slow ? SLOW_BYTES : buffer.length);
      }
    } catch (IOException e) {
      // Cut, or one of the two was killed: the other one sees its end.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void reset(Socket socket) {
    sockets.remove(socket);
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // One of its two threads was faster, and has closed it.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
