package io.audittrail.collector.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * A path of the description that a request was sent to.
 *
 * @param template the path with its parameters in braces; empty if none is described
 * @param parameters the values of its parameters, decoded
 * @param isUnderOne whether its errors are those of {@code /1/}
 */
record DescribedPath(String template, Map<String, String> parameters, boolean isUnderOne) {
  /**
   * Finds a path.
   *
   * @param sent the path as it was sent: repeated slashes count as one, one at the end as none
   * @param basePath what may stand before it
   */
  static DescribedPath find(ApiDescription description, String sent, String basePath) {
    String plain = sent.replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    DescribedPath found = find(description, plain);
    boolean based = !basePath.isEmpty() && plain.startsWith(basePath);
    return found.template().isEmpty() && based
        ? find(description, plain.substring(basePath.length()))
        : found;
  }

  private static DescribedPath find(ApiDescription description, String path) {
    boolean underOne = path.equals("/1") || path.startsWith("/1/");
    DescribedPath best = new DescribedPath("", Map.of(), underOne);
    for (Iterator<String> all = description.root().path("paths").fieldNames(); all.hasNext(); ) {
      String template = all.next();
      Map<String, String> parameters = match(template.split("/", -1), path.split("/", -1));
      if (parameters != null && (best.template().isEmpty() || parameters.isEmpty())) {
        best = new DescribedPath(template, parameters, underOne);
      }
    }
    return best;
  }

  private static Map<String, String> match(String[] template, String[] path) {
    if (template.length != path.length) {
      return null;
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < path.length; i++) {
      if (template[i].startsWith("{")) {
        String name = template[i].substring(1, template[i].length() - 1);
        parameters.put(name, decoded(path[i]));
      } else if (!template[i].equals(path[i])) {
        return null;
      }
    }
    return parameters;
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
