package io.audittrail.examples.auditor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Prints the collector's answer to a query, for an auditor who has a JDK and no curl. */
public final class FirstPage {
  private FirstPage() {}

  /** Asks; the arguments are the collector's address, a token and the query, such as {@code {}}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpRequest query =
        HttpRequest.newBuilder(URI.create(arguments[0] + "/api/v1/audit_events/query"))
            .header("Authorization", "Bearer " + arguments[1])
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(arguments[2]))
            .build();
    HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    HttpResponse<String> answer = client.send(query, BodyHandlers.ofString());
    System.out.println(answer.body());
    System.exit(answer.statusCode() == 200 ? 0 : 1);
  }
}
