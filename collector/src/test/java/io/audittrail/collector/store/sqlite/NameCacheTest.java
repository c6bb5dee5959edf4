package io.audittrail.collector.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameCacheTest {
  private static final int PLACES = 32_768;

  private final NameCache names = new NameCache();

  @Test
  void get_ofWhatWasNotPut_isNull() {
    assertThat(names.get(7)).isNull();
  }

  @Test
  void get_ofWhatWasPut_isTheName() {
    names.put(7, "alice");
    names.put(8, "bob");

    assertThat(names.get(7)).isEqualTo("alice");
    assertThat(names.get(8)).isEqualTo("bob");
  }

  @Test
  void put_ofTheSamePlace_forgetsTheOtherNameAndMixesNone() {
    names.put(7, "alice");
    names.put(7 + PLACES, "bob");

    assertThat(names.get(7)).isNull();
    assertThat(names.get(7 + PLACES)).isEqualTo("bob");
  }

  @Test
  void put_ofANegativeReference_hasAPlace() {
    names.put(Integer.MIN_VALUE + 3, "alice");

    assertThat(names.get(Integer.MIN_VALUE + 3)).isEqualTo("alice");
  }
}
