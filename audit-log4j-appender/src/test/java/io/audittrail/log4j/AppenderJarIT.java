package io.audittrail.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginEntry;
import org.junit.jupiter.api.Test;

/** The built jar has what Log4j and the module system look for. */
class AppenderJarIT {
  private static final String DESCRIPTOR =
      "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";
  private static final Path JAR = Path.of(System.getProperty("appender.jar"));

  @Test
  void jar_hasTheDescriptorByWhichLog4jFindsTheAppender() throws IOException {
    URL descriptor = URI.create("jar:" + JAR.toUri() + "!/" + DESCRIPTOR).toURL();
    PluginCache cache = new PluginCache();
    cache.loadCacheFiles(Collections.enumeration(Set.of(descriptor)));

    PluginEntry plugin = cache.getCategory("core").get("auditcollector");
    assertThat(plugin.getClassName()).isEqualTo(AuditCollectorAppender.class.getName());
  }

  @Test
  void jar_namesItsModule() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("io.audittrail.log4j");
    }
  }
}
