package io.audittrail.collector.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  private static final String KEY = "access.key";

  @TempDir Path data;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2021-01-01T00:00:00Z"));
  private TokenStore tokens;
  private Credentials credentials;

  @BeforeEach
  void open() throws Exception {
    DataDirectory directory = DataDirectory.open(data);
    tokens = TokenStore.open(directory);
    credentials = new Credentials(tokens, directory.key(KEY, Seal.KEY_BYTES), now::get);
  }

  @AfterEach
  void close() {
    tokens.close();
  }

  private Token token(String name, String tenant) {
    Profile profile = new Profile(tenant, "user-" + name, null, null, null);
    String text = tokens.create(name, Set.of(Permission.AUDIT_READ), profile);
    return credentials.key(text).orElseThrow();
  }

  @Test
  void accessToken_ofUnboundToken_canBeNarrowed() {
    Token token = token("all", null);
    assertThat(credentials.bearer(credentials.accessToken(token, null))).hasValue(token);
    Token narrow = credentials.bearer(credentials.accessToken(token, "t")).orElseThrow();
    assertThat(narrow.tenant()).isEqualTo("t");
    assertThat(narrow.actorUser()).isEqualTo("user-all");
    assertThat(narrow.permissions()).isEqualTo(token.permissions());
  }

  @Test
  void accessToken_ofBoundToken_isBoundToItsTenant() {
    Token token = token("bound", "t");
    assertThat(credentials.bearer(credentials.accessToken(token, null))).hasValue(token);
    assertThat(credentials.bearer(credentials.accessToken(token, "t"))).hasValue(token);
    assertThatThrownBy(() -> credentials.accessToken(token, "u"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void accessToken_afterAnHour_isUnknown() {
    String access = credentials.accessToken(token("a", null), null);
    now.set(now.get().plusSeconds(3_599));
    assertThat(credentials.bearer(access)).isPresent();
    now.set(now.get().plusSeconds(1));
    assertThat(credentials.bearer(access)).isEmpty();
  }

  @Test
  void accessToken_ofRevokedToken_isUnknown() {
    String access = credentials.accessToken(token("a", null), "t");
    tokens.revoke("a");
    assertThat(credentials.bearer(access)).isEmpty();
  }

  @Test
  void accessToken_afterRestart_isKnown() throws Exception {
    String access = credentials.accessToken(token("a", null), "t");
    close();
    open();
    assertThat(credentials.bearer(access)).isPresent();
  }

  @Test
  void accessToken_altered_isUnknown() {
    String access = credentials.accessToken(token("a", "tenant"), null);
    for (int i = 0; i < access.length(); i++) {
      char other = access.charAt(i) == 'A' ? 'B' : 'A';
      String altered = access.substring(0, i) + other + access.substring(i + 1);
      assertThat(credentials.bearer(altered)).as(altered).isEmpty();
    }
    assertThat(credentials.bearer(access + "A")).isEmpty();
    assertThat(credentials.bearer("aa_")).isEmpty();
  }

  @Test
  void key_givenAccessToken_isUnknown() {
    assertThat(credentials.key(credentials.accessToken(token("a", null), null))).isEmpty();
  }
}
