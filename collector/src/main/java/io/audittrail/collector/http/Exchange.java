package io.audittrail.collector.http;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.AnswerStream;
import io.audittrail.collector.endpoint.AnsweredRequest;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.ErrorForm;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.endpoint.RequestHeaders;
import io.audittrail.collector.endpoint.RequestListener;
import io.audittrail.collector.endpoint.Route;
import io.audittrail.collector.endpoint.Target;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** One request from its headers to the last byte of its answer. */
final class Exchange {
  private static final byte[] NO_BODY = new byte[0];

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ByteBudget.Share share;
  private ErrorForm errorForm = ErrorForm.AUDIT_EVENTS;
  private RequestListener listener = new RequestListener() {};
  private @Nullable String path;

  Exchange(Request request, Response response, Callback callback, ByteBudget.Share share) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.share = share;
  }

  /** Sets the form of errors, contract A's if nobody sets it, and returns this exchange. */
  Exchange withErrors(ErrorForm form) {
    errorForm = form;
    return this;
  }

  /** Sets who hears of the answer, and returns this exchange. */
  Exchange heardBy(RequestListener hearer) {
    listener = hearer;
    return this;
  }

  /** Says at which route's path the request arrived. */
  void at(String routePath) {
    path = routePath;
  }

  /** Writes what went wrong. */
  void refuse(Throwable failure) {
    write(Refusals.of(failure, errorForm));
  }

  /** Reads the body, lets the endpoint answer, and writes the answer. */
  void run(Route route, @Nullable Token token, Target target) {
    Executor executor = request.getComponents().getExecutor();
    RequestHeaders headers = request.getHeaders()::get;
    if (route.maxBodyBytes() == 0) {
      finish(route.endpoint().answer(new Call(token, NO_BODY, executor, target, headers)));
      return;
    }
    finish(
        BodyReader.read(request, route.maxBodyBytes(), share)
            .thenCompose(
                body -> route.endpoint().answer(new Call(token, body, executor, target, headers))));
  }

  /** Writes the answer when it comes, on the thread that brings it. */
  private void finish(CompletionStage<Answer> coming) {
    coming.whenComplete(this::finish);
  }

  private void finish(@Nullable Answer answer, @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      refuse(failure == null ? new IllegalStateException("no answer") : failure);
    } else {
      write(answer);
    }
  }

  /** Writes an answer, within a bound on time and memory, and ends the exchange. */
  void write(Answer answer) {
    AnswerStream stream = answer.stream();
    if (stream != null) {
      share.giveBack();
      tell(answer.status());
      response.setStatus(answer.status());
      answer.headers().forEach(response.getHeaders()::put);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      new StreamWriter(request, response, callback, stream).start();
      return;
    }
    Answer written = answer;
    try {
      share.take(answer.body().length);
    } catch (Refusal noRoom) {
      written = Refusals.of(noRoom, errorForm);
    }
    tell(written.status());
    response.setStatus(written.status());
    if (written.status() != 204 && written.status() != 304) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, written.body().length);
    }
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    written.headers().forEach(response.getHeaders()::put);
    boolean tooSlow = written.status() == HttpStatus.REQUEST_TIMEOUT_408;
    if (tooSlow) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
    Written end = new Written(!tooSlow);
    response.write(true, ByteBuffer.wrap(written.body()), end);
    end.closeIfSlow();
  }

  private void tell(int status) {
    long nanos = System.nanoTime() - request.getHeadersNanoTime();
    listener.answered(new AnsweredRequest(request.getMethod(), path, status, nanos));
  }

  /** What follows the last byte of the answer. */
  private final class Written implements Callback {
    private final boolean drains;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile Scheduler.@Nullable Task deadline;

    Written(boolean drains) {
      this.drains = drains;
    }

    void closeIfSlow() {
      if (!done.get()) {
        Components components = request.getComponents();
        deadline =
            components
                .getScheduler()
                .schedule(this::close, HttpLimits.ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        if (done.get()) {
          cancel();
        }
      }
    }

    private void close() {
      if (!done.get()) {
        request
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close(new TimeoutException("the client read too slowly"));
      }
    }

    private void cancel() {
      Scheduler.Task task = deadline;
      if (task != null) {
        task.cancel();
      }
    }

    @Override
    public void succeeded() {
      end();
      if (drains) {
        Drain.then(request, callback);
      } else {
        callback.succeeded();
      }
    }

    @Override
    public void failed(Throwable cause) {
      end();
      callback.failed(cause);
    }

    private void end() {
      done.set(true);
      cancel();
      share.giveBack();
    }
  }
}
