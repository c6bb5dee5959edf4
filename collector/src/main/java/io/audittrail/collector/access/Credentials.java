package io.audittrail.collector.access;

import io.audittrail.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests bring to say whose they are: tokens, and the access tokens of contract B that
 * tokens are traded for.
 *
 * <p>An access token is kept nowhere: it carries its token's id, its end and its tenant, sealed
 * with a key of the data directory. So it outlives a restart, and ends with its token.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Credentials {
  /** How long an access token is valid (contract B). */
  public static final Duration ACCESS_LIFETIME = Duration.ofHours(1);

  private static final String PREFIX = "aa_";
  private static final String CONTEXT = "access token 1";
  private static final int ID_LENGTH = 16;
  private static final int HEAD_BYTES = ID_LENGTH + Long.BYTES;
  private static final int MAX_BYTES = HEAD_BYTES + 3 * WireLimits.MAX_ID_LENGTH;

  private final TokenStore tokens;
  private final Seal seal;
  private final InstantSource clock;

  /** Makes credentials with a key of {@link Seal#KEY_BYTES} bytes. */
  public Credentials(TokenStore tokens, byte[] key, InstantSource clock) {
    this.tokens = tokens;
    this.seal = new Seal(key, MAX_BYTES);
    this.clock = clock;
  }

  /**
   * Returns the token that somebody sent as a key, which no access token is.
   *
   * @throws TokensUnavailableException if the tokens cannot be read
   */
  public Optional<Token> key(String text) {
    return tokens.find(text);
  }

  /**
   * Returns the token that somebody bears, or the one whose access token it is, narrowed.
   *
   * @throws TokensUnavailableException if the tokens cannot be read
   */
  public Optional<Token> bearer(String text) {
    return text.startsWith(PREFIX)
        ? seal.open(text.substring(PREFIX.length()), CONTEXT).flatMap(this::ofAccessToken)
        : tokens.find(text);
  }

  /**
   * Returns whether the given text was a token until it expired.
   *
   * @throws TokensUnavailableException if the tokens cannot be read
   */
  public boolean hasExpired(String text) {
    return tokens.hasExpired(text);
  }

  /**
   * Returns an access token, which does what its token does, from now on for {@link
   * #ACCESS_LIFETIME}.
   *
   * @param tenant the tenant to which it is bound; null for the one of its token, if any
   * @throws IllegalArgumentException if the tenant is no id, or another one than the token's
   */
  public String accessToken(Token token, @Nullable String tenant) {
    String bound = tenant == null ? token.tenant() : WireLimits.requireId("tenant_id", tenant);
    if (token.tenant() != null && !token.tenant().equals(bound)) {
      throw new IllegalArgumentException("tenant_id was not the tenant of the token");
    }
    byte[] name = bound == null ? new byte[0] : bound.getBytes(StandardCharsets.UTF_8);
    byte[] plain =
        ByteBuffer.allocate(HEAD_BYTES + name.length)
            .put(token.id().getBytes(StandardCharsets.US_ASCII))
            .putLong(clock.instant().plus(ACCESS_LIFETIME).getEpochSecond())
            .put(name)
            .array();
    return PREFIX + seal.close(plain, CONTEXT);
  }

  private Optional<Token> ofAccessToken(byte[] plain) {
    ByteBuffer buffer = ByteBuffer.wrap(plain);
    byte[] id = new byte[ID_LENGTH];
    buffer.get(id);
    if (buffer.getLong() <= clock.instant().getEpochSecond()) {
      return Optional.empty();
    }
    byte[] name = new byte[buffer.remaining()];
    buffer.get(name);
    String tenant = new String(name, StandardCharsets.UTF_8);
    return tokens
        .findById(new String(id, StandardCharsets.US_ASCII))
        .map(token -> tenant.isEmpty() ? token : token.boundTo(tenant));
  }
}
