package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.ErrorForm;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Gives the errors that Jetty finds itself, such as a bad request line, the form of their path. */
final class JsonErrors extends ErrorHandler {
  private final Router router;

  JsonErrors(Router router) {
    this.router = router;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String path = request.getHttpURI().getPath();
    byte[] body = body(router.errorForm(path == null ? "" : path), code, message);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  @Override
  public ByteBuffer badMessageError(
      int status, @Nullable String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    return ByteBuffer.wrap(body(ErrorForm.AUDIT_EVENTS, status, reason));
  }

  private static byte[] body(ErrorForm form, int status, @Nullable String reason) {
    String known = HttpStatus.getMessage(status);
    boolean tell = status < 500 && reason != null && !reason.isBlank() && !reason.equals(known);
    return form.answer(status, tell ? known + ": " + reason : known).body();
  }
}
