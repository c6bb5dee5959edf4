package io.audittrail.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.catalogue.ResourceKind;
import org.junit.jupiter.api.Test;

class ResourceTest {
  @Test
  void factories_putEachPartInItsPlace() {
    assertThat(Resource.user("i", "t", "n", "e", "d"))
        .isEqualTo(new Resource(ResourceKind.USER, "i", "t", "n", "d", "e"));
    assertThat(Resource.tenant("i", "n"))
        .isEqualTo(new Resource(ResourceKind.TENANT, "i", null, "n", null, null));
    assertThat(Resource.project("i", "n", "t"))
        .isEqualTo(new Resource(ResourceKind.PROJECT, "i", "t", "n", null, null));
    assertThat(Resource.dataset("i", "n", "t", "p"))
        .isEqualTo(new Resource(ResourceKind.DATASET, "i", "p", "n", "t", null));
    assertThat(Resource.source("i", "n", "t", "p"))
        .isEqualTo(new Resource(ResourceKind.SOURCE, "i", "p", "n", "t", null));
    assertThat(Resource.stream("i", "n", "t", "d"))
        .isEqualTo(new Resource(ResourceKind.STREAM, "i", "d", "n", "t", null));
  }

  @Test
  void resource_withAPartThatItsKindDoesNotHave_isRefused() {
    assertThatThrownBy(() -> new Resource(ResourceKind.TENANT, "i", "p", "n", null, null))
        .hasMessage("parent id was \"p\", which a TENANT does not have");
    assertThatThrownBy(() -> new Resource(ResourceKind.PROJECT, "i", "t", "n", "x", null))
        .hasMessage("title was \"x\", which a PROJECT does not have");
    assertThatThrownBy(() -> new Resource(ResourceKind.DATASET, "i", "p", "n", "t", "e"))
        .hasMessage("email was \"e\", which a DATASET does not have");
    assertThatThrownBy(() -> new Resource(ResourceKind.APPLICATION, "i", null, null, null, null))
        .hasMessage("kind was APPLICATION, which nothing describes");
  }

  @Test
  void resource_withPartsThatAreTooLong_isRefused() {
    String tooLong = "x".repeat(4_097);

    assertThatThrownBy(() -> Resource.tenant("", "n"))
        .hasMessage("id was empty, allowed are 1 to 512");
    assertThatThrownBy(() -> Resource.tenant("i", tooLong))
        .hasMessage("name had 4097 characters, allowed are at most 4096");
    assertThatThrownBy(() -> Resource.project("i", "n", tooLong))
        .hasMessage("parent id had 4097 characters, allowed are at most 512");
    assertThat(Resource.tenant("i", tooLong.substring(1)).name()).hasSize(4_096);
  }
}
