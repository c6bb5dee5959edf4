package io.audittrail.collector.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
