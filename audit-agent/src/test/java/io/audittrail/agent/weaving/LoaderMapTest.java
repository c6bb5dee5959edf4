package io.audittrail.agent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class LoaderMapTest {
  /** Claims to be equal to every other loader, as some application's loader may. */
  private static final class EqualLoader extends ClassLoader {
    @Override
    public boolean equals(Object other) {
      return other instanceof EqualLoader;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void values_areKeptByIdentity() {
    LoaderMap<String> map = new LoaderMap<>();
    EqualLoader first = new EqualLoader();
    EqualLoader second = new EqualLoader();

    assertThat(map.putIfAbsent(first, "first")).isEqualTo("first");
    assertThat(map.putIfAbsent(first, "again")).isEqualTo("first");
    assertThat(map.get(second)).isNull();
    map.putIfAbsent(second, "second");
    assertThat(map.get(first)).isEqualTo("first");
    assertThat(map.get(second)).isEqualTo("second");
  }

  @Test
  void value_ofCollectedLoader_goes() throws InterruptedException {
    LoaderMap<String> map = new LoaderMap<>();
    for (int i = 0; i < 100; i++) {
      map.putIfAbsent(new URLClassLoader(new URL[0]), "value");
    }
    EqualLoader other = new EqualLoader();
    for (int i = 0; i < 200 && map.size() > 1; i++) {
      System.gc();
      Thread.sleep(10); // the collector's thread has to get a turn
      map.putIfAbsent(other, "other");
    }

    assertThat(map.size()).isEqualTo(1);
  }
}
