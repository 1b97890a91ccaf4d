package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.cache.StaticCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.athena.apm.kit.agent.AgentExtension;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that brings Caffeine in a class loader of its own. */
class RedeployedApplicationTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  @Test
  void cache_isReadThroughTheApplicationsLoader() throws ReflectiveOperationException {
    ClassLoader application = application();
    assertThat(misses(application)).isEqualTo(1L);
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
    assertThat(application.loadClass(Caffeine.class.getName())).isNotSameAs(Caffeine.class);
  }

  @Test
  void undeployedApplication_isCollected() throws ReflectiveOperationException {
    WeakReference<ClassLoader> loader = deployed();
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
    while (loader.get() != null) {
      System.gc();
      AGENT.measured();
    }
    assertThat(AGENT.measured().has("cache.entries")).isFalse();
  }

  private static WeakReference<ClassLoader> deployed() throws ReflectiveOperationException {
    ClassLoader application = application();
    assertThat(misses(application)).isEqualTo(1L);
    return new WeakReference<>(application);
  }

  private static Object misses(ClassLoader application) throws ReflectiveOperationException {
    return application.loadClass(StaticCache.class.getName()).getMethod("miss").invoke(null);
  }

  /** Sees nothing of the test's class path but the runtime zone. */
  private static ClassLoader application() {
    URL[] path = {location(StaticCache.class), location(Caffeine.class)};
    return new URLClassLoader(path, ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.startsWith("io.athena.apm.runtime.")
            ? RedeployedApplicationTest.class.getClassLoader().loadClass(name)
            : super.findClass(name);
      }
    };
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
