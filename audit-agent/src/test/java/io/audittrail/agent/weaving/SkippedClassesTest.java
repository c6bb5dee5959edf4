package io.audittrail.agent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkippedClassesTest {
  private static final ClassLoader LOADER = SkippedClassesTest.class.getClassLoader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/util/List",
        "jdk/proxy2/$Proxy14",
        "com/sun/proxy/$Proxy9",
        "io/audittrail/agent/AgentEngine",
        "org/acme/Service$$EnhancerBySpringCGLIB$$1a2b",
        "org/acme/Service$$SpringCGLIB$$0",
        "org/acme/Service$$FastClassBySpringCGLIB$$1",
        "org/acme/Stream$HibernateProxy$Abc",
        "org/acme/Stream$ByteBuddy$Abc",
        "org/acme/$Proxy3"
      })
  void class_ofJdkOrGenerated_isSkipped(String name) {
    assertThat(SkippedClasses.skips(LOADER, name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/acme/Service",
        "org/acme/Service$Inner",
        "org/acme/Service$ProxyFactory",
        "org/acme/$ProxyService",
        "org/acme/Service$$anon$1",
        "javassist/Thing"
      })
  void class_thatPeopleWrote_isNotSkipped(String name) {
    assertThat(SkippedClasses.skips(LOADER, name)).isFalse();
  }

  @Test
  void class_ofPlatformLoader_isSkipped() {
    assertThat(SkippedClasses.skips(ClassLoader.getPlatformClassLoader(), "org/acme/Service"))
        .isTrue();
  }
}
