package io.audittrail.collector.application;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;

/** The address of the next page, which carries everything: clients follow it as it is. */
final class NextLink {
  private NextLink() {}

  /**
   * Returns an absolute URL.
   *
   * @param address the events of the application, as {@link #address} returns it
   */
  static String of(String address, Walk walk, int limit, String cursor) {
    StringBuilder url =
        new StringBuilder(address)
            .append("?start=")
            .append(UnixSeconds.text(walk.startMicros()))
            .append("&end=")
            .append(UnixSeconds.text(walk.endMicros()))
            .append("&limit=")
            .append(limit)
            .append("&reverse=")
            .append(walk.reverse());
    SortedSet<String> types = walk.types();
    if (types != null) {
      types.forEach(type -> url.append("&event_types=").append(type));
    }
    return url.append("&cursor=").append(cursor).toString();
  }

  /**
   * Returns the absolute URL of the events of an application.
   *
   * @param root what stands before {@code /1/…}
   */
  static String address(String root, String application) {
    String segment = URLEncoder.encode(application, StandardCharsets.UTF_8).replace("+", "%20");
    return root + "/1/applications/" + segment + "/events";
  }
}
