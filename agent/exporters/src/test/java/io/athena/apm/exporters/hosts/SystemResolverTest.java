package io.athena.apm.exporters.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolverTest {

  private static final InetAddress[] CACHED = {InetAddress.getLoopbackAddress()};

  private final List<String> askedOfTheCache = new ArrayList<>();

  private InetAddress[] cached(String host) {
    askedOfTheCache.add(host);
    return CACHED;
  }

  @Test
  void name_isAskedPastTheCache() throws Exception {
    SystemResolver resolver = new SystemResolver(UncachedNamesTest.Later.class, this::cached);

    assertThat(resolver.resolve("stats")).hasSize(1).isNotSameAs(CACHED);
    assertThat(askedOfTheCache).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void hostThatCanNotMove_isAskedOfTheCache(String host) throws Exception {
    SystemResolver resolver = new SystemResolver(UncachedNamesTest.Later.class, this::cached);

    assertThat(resolver.resolve(host)).isSameAs(CACHED);
  }

  /** No such method, a changed one, and one of a package that is not open. */
  @ParameterizedTest
  @ValueSource(classes = {Object.class, UncachedNamesTest.Changed.class, InetAddress.class})
  void name_isAskedOfTheCache_whereThereIsNoWayPast(Class<?> jdk) throws Exception {
    SystemResolver resolver = new SystemResolver(jdk, this::cached);

    assertThat(resolver.resolve("stats")).isSameAs(CACHED);
    assertThat(resolver.resolve("stats")).isSameAs(CACHED);
  }

  @Test
  void cachedNames_knowThisMachine() throws UnknownHostException {
    assertThat(new CachedNames().resolve("127.0.0.2"))
        .containsExactly(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
  }
}
