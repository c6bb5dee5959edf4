package io.audittrail.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {
  @TempDir Path directory;

  private Path file(String content) throws Exception {
    return Files.writeString(directory.resolve("token"), content);
  }

  @Test
  void in_fileWithWhiteSpaceAroundTheToken_trimsIt() throws Exception {
    assertThat(BearerToken.in(file("\n  secret-1 \r\n")).value()).isEqualTo("secret-1");
  }

  @Test
  void in_missingFile_isAnError() {
    assertThatThrownBy(() -> BearerToken.in(directory.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("does not exist");
  }

  @Test
  void in_emptyFile_isAnError() throws Exception {
    Path file = file(" \n");

    assertThatThrownBy(() -> BearerToken.in(file)).hasMessage("is empty");
  }

  @Test
  void in_hugeFile_isAnError() throws Exception {
    Path file = file("x".repeat(100_000));

    assertThatThrownBy(() -> BearerToken.in(file)).hasMessageContaining("more than 8192 bytes");
  }

  @Test
  void of_charactersThatNoTokenHas_isAnErrorThatKeepsTheSecret() {
    assertThatThrownBy(() -> BearerToken.of("pass word"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds characters")
        .hasMessageNotContaining("pass");
  }

  @Test
  void refresh_fileChanged_hasTheNewToken() throws Exception {
    BearerToken token = BearerToken.in(file("one"));
    file("two");

    assertThat(token.refresh()).isTrue();
    assertThat(token.value()).isEqualTo("two");
    assertThat(token.refresh()).isFalse();
  }

  @Test
  void refresh_fileGone_keepsTheOldTokenAndSaysSo() throws Exception {
    Path file = file("one");
    BearerToken token = BearerToken.in(file);
    Files.delete(file);

    assertThat(token.refresh()).isFalse();
    assertThat(token.value()).isEqualTo("one");
    assertThat(token.trouble()).contains(file.toString(), "does not exist", "still used");
  }

  @Test
  void refresh_fileHalfWritten_keepsTheOldToken() throws Exception {
    BearerToken token = BearerToken.in(file("one"));
    file("");

    assertThat(token.refresh()).isFalse();
    assertThat(token.value()).isEqualTo("one");
    file("two");
    assertThat(token.refresh()).isTrue();
    assertThat(token.trouble()).isNull();
  }
}
