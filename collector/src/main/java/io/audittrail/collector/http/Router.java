package io.audittrail.collector.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path and a method; the paths are those below the base path. */
final class Router {
  private final String basePath;
  private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();

  Router(String basePath, List<Route> routes) {
    this.basePath = basePath;
    for (Route route : routes) {
      this.routes
          .computeIfAbsent(route.path(), p -> new LinkedHashMap<>())
          .put(route.method(), route);
    }
  }

  /**
   * Returns the methods and routes of a path, null if there is none. Repeated slashes count as one,
   * one at the end as none, and the base path may be there or not.
   */
  @Nullable Map<String, Route> find(String path) {
    String plain = collapse(path);
    Map<String, Route> found = routes.get(plain);
    if (found == null && plain.startsWith(basePath)) {
      found = routes.get(plain.substring(basePath.length()));
    }
    return found;
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
