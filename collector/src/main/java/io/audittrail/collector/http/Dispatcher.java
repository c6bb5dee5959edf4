package io.audittrail.collector.http;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Admission;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.ErrorForm;
import io.audittrail.collector.endpoint.FailedAuthentication;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.endpoint.RequestListener;
import io.audittrail.collector.endpoint.Route;
import io.audittrail.collector.endpoint.Target;
import io.audittrail.collector.wire.Quoted;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request and refuses what has none, or may not be done. */
final class Dispatcher extends Handler.Abstract {
  private final Router router;
  private final Gate gate;
  private final RequestListener listener;
  private final @Nullable String publicUrl;
  private final ByteBudget budget = new ByteBudget(HttpLimits.budgetBytes());

  Dispatcher(Router router, Gate gate, RequestListener listener, @Nullable String publicUrl) {
    this.router = router;
    this.gate = gate;
    this.listener = listener;
    this.publicUrl = publicUrl;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    ErrorForm form = router.errorForm(path);
    Exchange exchange =
        new Exchange(request, response, callback, budget.new Share())
            .withErrors(form)
            .heardBy(listener);
    try {
      dispatch(request, path, exchange);
    } catch (RuntimeException e) {
      exchange.refuse(e);
    }
    return true;
  }

  private void dispatch(Request request, String path, Exchange exchange) {
    String rawPath = Objects.requireNonNullElse(request.getHttpURI().getPath(), path);
    Router.Match match = router.find(path, rawPath);
    if (match == null) {
      throw new Refusal(404, "there is nothing at " + Quoted.of(path));
    }
    exchange.at(match.path());
    String method = request.getMethod();
    Route route = Router.route(match.methods(), method);
    if (route == null) {
      String allow = Router.allow(match.methods());
      exchange.write(withoutRoute(method, allow, router.errorForm(path)).with("Allow", allow));
      return;
    }
    Token token = token(request, route);
    String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
    Target target = new Target(root(request, match.base()), match.parameters(), query);
    exchange.run(route, token, target);
  }

  private String root(Request request, String base) {
    if (publicUrl != null) {
      return publicUrl;
    }
    StringBuilder root = new StringBuilder();
    URIUtil.appendSchemeHostPort(
        root,
        Objects.requireNonNullElse(request.getHttpURI().getScheme(), "http"),
        Request.getServerName(request),
        Request.getServerPort(request));
    return root.append(base).toString();
  }

  private static Answer withoutRoute(String method, String allow, ErrorForm form) {
    return method.equals("OPTIONS")
        ? new Answer(204, Map.of(), new byte[0])
        : form.answer(405, "method was " + Quoted.of(method) + ", allowed are " + allow);
  }

  private @Nullable Token token(Request request, Route route) {
    if (route.admission() == Admission.ANYBODY) {
      return null;
    }
    try {
      return gate.admit(
          request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION), route.admission());
    } catch (Refusal e) {
      if (e.status() == 401) {
        listener.failed(
            new FailedAuthentication(
                Request.getRemoteAddr(request),
                Request.getPathInContext(request),
                String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }
}
