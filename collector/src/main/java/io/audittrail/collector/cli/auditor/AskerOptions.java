package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.client.Asker;
import io.audittrail.collector.tls.TrustAnchors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gave to say whom to ask and as who; what is null may come from the environment.
 *
 * @param prefix how the options begin, such as {@code --}
 * @param environment how the variables begin, such as {@code AUDIT_}
 */
record AskerOptions(String prefix, String environment, Given given) {
  private static final int MAX_TOKEN_BYTES = 8 * 1024;

  /** The values of the options. */
  record Given(
      @Nullable String url,
      @Nullable String token,
      @Nullable Path tokenFile,
      @Nullable Path caFile) {}

  /**
   * Returns whom to ask.
   *
   * @throws IllegalArgumentException if a value is missing or wrong
   */
  Asker asker() {
    URI base = base();
    Path caFile = given.caFile();
    SSLContext tls = caFile == null ? null : tls(prefix + "ca-file", caFile);
    String token = given.token();
    Path tokenFile = given.tokenFile();
    String option = prefix + "token";
    String fileOption = prefix + "token-file";
    String variable = environment + "TOKEN";
    if (token != null && tokenFile != null) {
      throw new IllegalArgumentException(option + " and " + fileOption + " exclude each other");
    }
    if (token != null) {
      return new Asker(base, Asker.token(option, token), option, tls);
    }
    if (tokenFile != null) {
      String named = fileOption + " " + tokenFile;
      return new Asker(base, read(named, tokenFile), named, tls);
    }
    String fromEnvironment = variable(variable);
    if (fromEnvironment == null) {
      throw new IllegalArgumentException(
          "no token: give " + option + ", " + fileOption + " or " + variable);
    }
    return new Asker(base, Asker.token(variable, fromEnvironment), variable, tls);
  }

  private URI base() {
    String option = prefix + "url";
    String url = given.url();
    if (url != null) {
      return Asker.base(option, url);
    }
    String variable = environment + "URL";
    String fromEnvironment = variable(variable);
    if (fromEnvironment == null) {
      throw new IllegalArgumentException(
          "no address of a collector: give "
              + option
              + " or "
              + variable
              + ", such as http://127.0.0.1:8080");
    }
    return Asker.base(variable, fromEnvironment);
  }

  private static SSLContext tls(String name, Path file) {
    try {
      return TrustAnchors.context(file, name);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String read(String named, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_TOKEN_BYTES + 1);
      if (bytes.length > MAX_TOKEN_BYTES) {
        throw new IllegalArgumentException(named + " has more than " + MAX_TOKEN_BYTES + " bytes");
      }
      return Asker.token(named, new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(named + " does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(named + " cannot be read (" + e + ")", e);
    }
  }

  private static @Nullable String variable(String name) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? null : value;
  }
}
