package io.audittrail.collector.http;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.wire.Quoted;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request and refuses what has none, or may not be done. */
final class Dispatcher extends Handler.Abstract {
  private final Router router;
  private final Gate gate;
  private final ByteBudget budget = new ByteBudget(HttpLimits.budgetBytes());

  Dispatcher(Router router, Gate gate) {
    this.router = router;
    this.gate = gate;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback, budget.new Share());
    try {
      dispatch(request, exchange);
    } catch (RuntimeException e) {
      exchange.write(Refusals.of(e));
    }
    return true;
  }

  private void dispatch(Request request, Exchange exchange) {
    String path = Request.getPathInContext(request);
    Map<String, Route> methods = router.find(path);
    if (methods == null) {
      throw new Refusal(404, "there is nothing at " + Quoted.of(path));
    }
    Route route = Router.route(methods, request.getMethod());
    if (route == null) {
      exchange.write(withoutRoute(request.getMethod(), Router.allow(methods)));
      return;
    }
    exchange.run(route, token(request, route));
  }

  private static Answer withoutRoute(String method, String allow) {
    Answer answer =
        method.equals("OPTIONS")
            ? new Answer(204, Map.of(), new byte[0])
            : Answer.error(405, "method was " + Quoted.of(method) + ", allowed are " + allow);
    return answer.with("Allow", allow);
  }

  private @Nullable Token token(Request request, Route route) {
    return route.admission() == Admission.ANYBODY
        ? null
        : gate.admit(
            request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION), route.admission());
  }
}
