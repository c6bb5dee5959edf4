package io.audittrail.agent.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PropertyPathTest {
  private record Dataset(String id, Owner owner) {}

  private static class Owner {
    public final String field = "field";
    private final String hidden = "hidden";

    String getName() {
      return "getter " + hidden;
    }

    boolean isActive() {
      return true;
    }

    void both() {}

    String getBoth() {
      return "not void";
    }

    static String shared() {
      return "static";
    }

    Object broken() {
      throw new IllegalStateException("session is closed");
    }
  }

  private static final class Special extends Owner {
    @Override
    String getName() {
      return "special";
    }
  }

  private final PropertyReader properties = new PropertyReader(new ModuleDoors(unused()));

  private static Instrumentation unused() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            PropertyPathTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> false);
  }

  private Object read(String path, Object root) {
    return new PropertyPath(path, properties).read(root);
  }

  @Test
  void path_findsAccessorsGettersFieldsAndKeys() {
    Dataset dataset = new Dataset("d-1", new Owner());

    assertThat(read("", dataset)).isSameAs(dataset);
    assertThat(read("id", dataset)).isEqualTo("d-1");
    assertThat(read("owner.name", dataset)).isEqualTo("getter hidden");
    assertThat(read("owner.active", dataset)).isEqualTo(true);
    assertThat(read("owner.field", dataset)).isEqualTo("field");
    assertThat(read("owner.both", dataset)).isEqualTo("not void");
    assertThat(read("owner.name", new Dataset("d-2", new Special()))).isEqualTo("special");
    assertThat(read("a.b", Map.of("a", Map.of("b", 7)))).isEqualTo(7);
  }

  @Test
  void path_throughClassesOfTheJdk_usesWhatIsExported() {
    assertThat(read("size", List.of(1, 2))).isEqualTo(2);
    assertThat(read("size", Collections.unmodifiableList(Arrays.asList(1, 2, 3)))).isEqualTo(3);
    assertThat(read("key", Map.entry("k", "v"))).isEqualTo("k");
  }

  @Test
  void path_withNullOnTheWay_endsWithoutValue() {
    assertThat(read("owner.name", new Dataset("d-1", null))).isNull();
    assertThat(read("owner.name", null)).isNull();
    assertThat(read("a", Map.of())).isNull();
  }

  @Test
  void path_throughOptional_goesOnWithWhatIsInIt() {
    assertThat(read("id", Optional.of(new Dataset("d-1", null)))).isEqualTo("d-1");
    assertThat(read("", Optional.empty())).isNull();
    assertThat(read("id", Optional.empty())).isNull();
  }

  @Test
  void path_toWhatIsNotThere_namesClassAndProperty() {
    assertThatThrownBy(() -> read("owner.missing", new Dataset("d-1", new Owner())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(Owner.class.getName() + " has no property missing");
    assertThatThrownBy(() -> read("shared", new Owner()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("a..b", Map.of())).hasMessageContaining("path was \"a..b\"");
  }

  @Test
  void path_whenApplicationThrows_namesProperty() {
    assertThatThrownBy(() -> read("broken", new Owner()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("property broken of " + Owner.class.getName() + " failed")
        .hasRootCauseMessage("session is closed");
  }
}
