package io.audittrail.collector.client;

import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in words what went wrong with a call. */
final class Failures {
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;
  private static final int MAX_MESSAGE_CHARS = 2_000;

  private final Asker asker;

  Failures(Asker asker) {
    this.asker = asker;
  }

  /** Returns what an exception of the HTTP client means. */
  CallFailedException of(IOException failure) {
    if (failure instanceof CallFailedException known) {
      return known;
    }
    if (failure instanceof SSLException) {
      return CallFailedException.notCollector(tls((SSLException) failure));
    }
    return CallFailedException.unconnected(asker + " cannot be reached: " + cause(failure));
  }

  private String tls(SSLException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (reason.contains("PKIX path")) {
      return asker
          + " shows a certificate that is not trusted: name the one that vouches for it with"
          + " --ca-file";
    }
    String hint = reason.contains("SSL message") ? " (does the address begin with http://?)" : "";
    return asker + " cannot be reached: TLS failed: " + oneLine(reason) + hint;
  }

  private static String cause(IOException failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection within " + CollectorClient.CONNECT_SECONDS + " s";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer within " + CollectorClient.ANSWER_SECONDS + " s";
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException) {
        return "the host is unknown";
      }
    }
    if (failure instanceof ConnectException) {
      String message = failure.getMessage();
      return message == null ? "connection refused" : oneLine(message);
    }
    String message = failure.getMessage();
    if (message != null && message.contains("received no bytes")) {
      return "the connection was closed without an answer (does the address begin with https://?)";
    }
    return message == null ? failure.getClass().getSimpleName() : oneLine(message);
  }

  /** Returns what an answer means that has another status than 200. */
  CallFailedException of(HttpResponse<InputStream> answer) throws IOException {
    int status = answer.statusCode();
    byte[] body;
    try (InputStream in = answer.body()) {
      body = in.readNBytes(MAX_MESSAGE_BYTES);
    }
    String message = message(body);
    if (status == 429 || status >= 500) {
      return CallFailedException.busy(
          asker + " answered " + status + (message == null ? "" : ": " + message),
          RetryAfter.millis(answer.headers().firstValue("Retry-After").orElse("")));
    }
    if (message == null) {
      return notCollector(status, contentType(answer));
    }
    String token = status == 401 ? " (the token is that of " + asker.tokenFrom() + ")" : "";
    return CallFailedException.refused("refused (" + status + "): " + message + token);
  }

  /** Returns what it means when an answer with 200 is of a type that was not asked for. */
  CallFailedException notCollector(int status, String contentType) {
    return CallFailedException.notCollector(
        "no collector answers at "
            + asker
            + ": the answer was "
            + status
            + " with "
            + (contentType.isEmpty() ? "no Content-Type" : oneLine(contentType))
            + ", and not in a collector's form; is the path in the URL right?");
  }

  static String contentType(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  /** Returns the message of an error in the collector's form; null if it has another. */
  private static @Nullable String message(byte[] body) {
    try {
      String found =
          WireJson.read(
              body,
              parser -> {
                String message = "";
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                  String key = parser.currentName();
                  if (parser.nextToken() == JsonToken.VALUE_STRING && key.equals("message")) {
                    message = oneLine(parser.getText());
                  }
                  parser.skipChildren();
                }
                return message;
              });
      return found.isEmpty() ? null : found;
    } catch (MalformedBodyException e) {
      return null;
    }
  }

  /** What somebody else wrote must not drive a terminal. */
  private static String oneLine(String text) {
    String cut = text.length() <= MAX_MESSAGE_CHARS ? text : text.substring(0, MAX_MESSAGE_CHARS);
    return cut.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
