package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.ErrorForm;
import io.audittrail.collector.endpoint.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path and a method; the paths are those below the base path. */
final class Router {
  private final String basePath;
  private final Map<String, Map<String, Route>> literals = new LinkedHashMap<>();
  private final Map<String, PathPattern> patterns = new LinkedHashMap<>();

  /**
   * What was found.
   *
   * @param path the path of the routes
   * @param methods the routes of the path, by method
   * @param parameters the parts of the path that vary
   * @param base what the client put before the path: the base path or nothing
   */
  record Match(
      String path, Map<String, Route> methods, Map<String, String> parameters, String base) {}

  Router(String basePath, List<Route> routes) {
    this.basePath = basePath;
    for (Route route : routes) {
      literals.computeIfAbsent(route.path(), p -> new LinkedHashMap<>()).put(route.method(), route);
      if (PathPattern.isPattern(route.path())) {
        patterns.put(route.path(), new PathPattern(route.path()));
      }
    }
  }

  /**
   * Returns the routes of a path, null if there is none. Repeated slashes count as one, one at the
   * end as none, and the base path may be there or not.
   *
   * @param path the path, decoded
   * @param rawPath the same as it was sent, for parts that vary
   */
  @Nullable Match find(String path, String rawPath) {
    Match found = below("", collapse(path), collapse(rawPath));
    return found != null || basePath.isEmpty()
        ? found
        : below(basePath, withoutBase(path), withoutBase(rawPath));
  }

  /** Returns in which form errors of a path are answered. */
  ErrorForm errorForm(String path) {
    ErrorForm form = ErrorForm.of(collapse(path));
    return form == ErrorForm.AUDIT_EVENTS ? ErrorForm.of(withoutBase(path)) : form;
  }

  private @Nullable Match below(String base, String path, String rawPath) {
    Map<String, Route> methods = literals.get(path);
    if (methods != null && !PathPattern.isPattern(path)) {
      return new Match(path, methods, Map.of(), base);
    }
    for (Map.Entry<String, PathPattern> pattern : patterns.entrySet()) {
      Map<String, String> parameters = pattern.getValue().match(rawPath);
      if (parameters != null) {
        String route = pattern.getKey();
        return new Match(route, literals.getOrDefault(route, Map.of()), parameters, base);
      }
    }
    return null;
  }

  static @Nullable Route route(Map<String, Route> methods, String method) {
    return methods.get(method.equals("HEAD") ? "GET" : method);
  }

  static String allow(Map<String, Route> methods) {
    Set<String> allowed = new TreeSet<>(methods.keySet());
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return String.join(", ", allowed);
  }

  private String withoutBase(String path) {
    String plain = collapse(path);
    return plain.startsWith(basePath) ? plain.substring(basePath.length()) : plain;
  }

  private static String collapse(String path) {
    StringBuilder plain = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || plain.length() == 0 || plain.charAt(plain.length() - 1) != '/') {
        plain.append(c);
      }
    }
    int length = plain.length();
    return length > 1 && plain.charAt(length - 1) == '/'
        ? plain.substring(0, length - 1)
        : plain.toString();
  }
}
