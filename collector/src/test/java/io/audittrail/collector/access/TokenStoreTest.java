package io.audittrail.collector.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {
  @TempDir Path temp;

  private TokenStore open() throws Exception {
    return TokenStore.open(DataDirectory.open(temp));
  }

  @Test
  void find_ofAMadeToken_knowsAllOfIt() throws Exception {
    Profile profile = new Profile("t", "u", "un", "e@x", "dn");
    try (TokenStore tokens = open()) {
      String text = tokens.create("n", Set.of(Permission.AUDIT_READ), profile);
      assertThat(text).matches("[A-Za-z0-9_.-]{20,}");
      Token token = tokens.find(text).orElseThrow();
      assertThat(token.name()).isEqualTo("n");
      assertThat(token.permissions()).containsExactly(Permission.AUDIT_READ);
      assertThat(token.profile()).isEqualTo(profile);
      assertThat(token.actorUser()).isEqualTo("u");
      assertThat(token.actorTenant()).isEqualTo("t");
      assertThat(token.may(Permission.AUDIT_READ)).isTrue();
      assertThat(token.may(Permission.AUDIT_WRITE)).isFalse();
      assertThat(tokens.list()).containsExactly(token);
    }
  }

  @Test
  void find_ofAnythingElse_isEmpty() throws Exception {
    try (TokenStore tokens = open()) {
      String text = tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
      for (String other :
          new String[] {
            "",
            "at_",
            "at_.",
            text + "x",
            text.substring(0, text.length() - 1),
            text.substring(3),
            text.replace('.', '_'),
            "x".repeat(100_000)
          }) {
        assertThat(tokens.find(other)).as(other).isEmpty();
      }
    }
  }

  @Test
  void changes_ofAnotherConnection_countAtOnce() throws Exception {
    try (TokenStore server = open();
        TokenStore commandLine = open()) {
      String text = commandLine.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
      assertThat(server.find(text)).isPresent();
      assertThat(commandLine.revoke("n")).isTrue();
      assertThat(server.find(text)).isEmpty();
      assertThat(commandLine.revoke("n")).isFalse();
      assertThat(commandLine.list()).isEmpty();
    }
  }

  @Test
  void names_areUniqueAmongLiveTokens() throws Exception {
    try (TokenStore tokens = open()) {
      tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY))
          .withMessageContaining("\"n\"");
      String id = tokens.list().get(0).id();
      assertThat(tokens.revoke(id)).isTrue();
      tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
    }
  }

  @Test
  void badNamesAndPermissions_areRefused() throws Exception {
    try (TokenStore tokens = open()) {
      for (String name : new String[] {"", " ", "x".repeat(129), "a\nb", "a\tb"}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> tokens.create(name, Set.of(Permission.ADMIN), Profile.NOBODY))
            .withMessageStartingWith("name");
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokens.create("n", Set.of(), Profile.NOBODY))
          .withMessageStartingWith("permissions were none");
    }
  }

  @Test
  void files_holdNoSecret() throws Exception {
    String text;
    try (TokenStore tokens = open()) {
      text = tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
    }
    String secret = text.substring(text.indexOf('.') + 1);
    try (var files = Files.list(temp)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
      }
    }
  }

  @Test
  void key_isMadeOnce() throws Exception {
    byte[] key = DataDirectory.open(temp).key("k", 32);
    assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(DataDirectory.open(temp).key("k", 32)).isEqualTo(key);
  }

  @Test
  void rotate_withAnOverlap_letsBothInUnderOneName() throws Exception {
    Profile profile = new Profile("t", "u", null, null, null);
    try (TokenStore tokens = open()) {
      String old = tokens.create("n", Set.of(Permission.AUDIT_WRITE), profile);
      String next = tokens.rotate("n", Duration.ofHours(1), null).orElseThrow();
      assertThat(tokens.find(next).orElseThrow().profile()).isEqualTo(profile);
      assertThat(tokens.find(next).orElseThrow().expiresAt()).isNull();
      assertThat(tokens.find(old).orElseThrow().expiresAt())
          .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_600));
      assertThat(tokens.list()).extracting(Token::name).containsExactly("n", "n");
      assertThat(tokens.revoke("n")).isTrue();
      assertThat(tokens.list()).isEmpty();
    }
  }

  @Test
  void rotate_withoutOverlap_endsTheOldTokenAtOnce() throws Exception {
    try (TokenStore tokens = open()) {
      String old = tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
      String next = tokens.rotate("n", Duration.ZERO, Duration.ofDays(1)).orElseThrow();
      assertThat(tokens.find(old)).isEmpty();
      assertThat(tokens.hasExpired(old)).isTrue();
      assertThat(tokens.hasExpired(old + "x")).isFalse();
      assertThat(tokens.hasExpired(next)).isFalse();
      assertThat(tokens.find(next).orElseThrow().expiresAt()).isNotNull();
    }
  }

  @Test
  void rotate_ofAnExpiringToken_keepsItsLifetimeAndItsEarlierEnd() throws Exception {
    try (TokenStore tokens = open()) {
      Instant end = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
      String old = tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY, end);
      String next = tokens.rotate("n", Duration.ofDays(1), null).orElseThrow();
      assertThat(tokens.find(old).orElseThrow().expiresAt()).isEqualTo(end);
      assertThat(tokens.find(next).orElseThrow().expiresAt()).isBetween(end, end.plusSeconds(60));
      assertThat(tokens.rotate("other", Duration.ZERO, null)).isEmpty();
    }
  }

  @Test
  void name_ofAnExpiredToken_isFree() throws Exception {
    try (TokenStore tokens = open()) {
      Instant soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
      String old = tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY, soon);
      assertThat(tokens.find(old)).isPresent();
      long bound = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (tokens.find(old).isPresent() && System.nanoTime() < bound) {
        Thread.onSpinWait();
      }
      assertThat(tokens.hasExpired(old)).isTrue();
      tokens.create("n", Set.of(Permission.ADMIN), Profile.NOBODY);
      assertThat(tokens.hasExpired(old)).isTrue();
      assertThat(tokens.list()).hasSize(1);
    }
  }

  @Test
  void create_thatHasExpiredAlready_isRefused() throws Exception {
    try (TokenStore tokens = open()) {
      Set<Permission> admin = Set.of(Permission.ADMIN);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tokens.create("n", admin, Profile.NOBODY, Instant.EPOCH))
          .withMessageContaining("1970-01-01T00:00:00Z");
      assertThat(tokens.list()).isEmpty();
    }
  }

  @Test
  void open_ofTheFirstSchema_keepsItsTokens() throws Exception {
    String hash = "5b11618c2e44027877d0cd0921ed166b9f176f50587fc91e7534dd2946db77d6";
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("tokens.db"));
        Statement statement = old.createStatement()) {
      statement.execute(
          "CREATE TABLE tokens (id TEXT PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL,"
              + " permissions TEXT NOT NULL, tenant TEXT, user TEXT, username TEXT, email TEXT,"
              + " display_name TEXT, created_at INTEGER NOT NULL, revoked_at INTEGER)");
      statement.execute("CREATE UNIQUE INDEX live_names ON tokens (name) WHERE revoked_at IS NULL");
      statement.execute(
          "INSERT INTO tokens (id, name, hash, permissions, created_at) VALUES"
              + " ('0123456789abcdef', 'n', x'"
              + hash
              + "', 'admin', 1600000000)");
      statement.execute("PRAGMA user_version = 1");
    }
    for (int i = 0; i < 2; i++) {
      try (TokenStore tokens = open()) {
        Token token = tokens.find("at_0123456789abcdef.secret1").orElseThrow();
        assertThat(token.name()).isEqualTo("n");
        assertThat(token.expiresAt()).isNull();
      }
    }
  }
}
