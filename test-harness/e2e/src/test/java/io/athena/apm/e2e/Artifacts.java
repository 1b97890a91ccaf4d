package io.athena.apm.e2e;

import static java.util.stream.Collectors.joining;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.Cache;
import io.athena.apm.api.Apm;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.EventProcessor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.osgi.framework.launch.FrameworkFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.nop.NOPServiceProvider;

/** The build's files under test. */
final class Artifacts {

  private Artifacts() {}

  /** The finished agent. */
  static Path agent() {
    return path("athena.agent.jar");
  }

  /** The sample service. */
  static Path service() {
    return path("athena.app.jar");
  }

  /** The folder of files to send to the sample service. */
  static Path samples() {
    return path("athena.app.samples");
  }

  /** The programs of {@code com.acme} in a jar. */
  static Path programs() {
    return path("athena.programs.jar");
  }

  /** The classes of these tests. */
  static Path tests() {
    return jarOf(Artifacts.class);
  }

  /** Prices of the models that the programs ask: one dollar a token. */
  static Path prices() {
    return tests().resolve("prices.yaml");
  }

  /** Caffeine's newest version. */
  static Path caffeine() {
    return jarOf(Caffeine.class);
  }

  /** The agent's API as a dependency of an application. */
  static Path api() {
    return jarOf(Apm.class);
  }

  /** A Byte Buddy that is older than the agent's. */
  static Path olderByteBuddy() {
    return path("athena.applications.directory").resolve("byte-buddy.jar");
  }

  /** The programs and the sample service's libraries, such as openai-java. */
  static String withEveryLibrary() {
    try (var libraries = Files.list(service().resolveSibling("lib"))) {
      return joined(Stream.concat(Stream.of(programs()), libraries.sorted().toList().stream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logback, and the façade that it implements. */
  static Stream<Path> logback() {
    var directory = path("athena.applications.directory");
    return Stream.of(
        directory.resolve("logback-classic.jar"),
        directory.resolve("logback-core.jar"),
        jarOf(LoggerFactory.class));
  }

  /** The content that Spring Boot puts at the root of an executable jar. */
  static Path springBootLoader() {
    return path("athena.applications.directory").resolve("spring-boot-loader.jar");
  }

  /** Felix, a container of OSGi. */
  static Path felix() {
    return jarOf(FrameworkFactory.class);
  }

  /** Equinox, another one. */
  static Path equinox() {
    return path("athena.applications.directory").resolve("org.eclipse.osgi.jar");
  }

  /** A file of WildFly, which the profile {@code compatibility} unpacks. */
  static Path wildFly(String file) {
    return path("athena.wildfly.directory").resolve(file);
  }

  /** Another agent, which the profile {@code compatibility} copies. */
  static Path other(String agent) {
    return path("athena.agents.directory").resolve(agent + ".jar");
  }

  /** The programs and every library they use. */
  static String classPath() {
    return joined(Stream.concat(Stream.of(programs()), libraries()));
  }

  /** The libraries that the programs use. */
  static Stream<Path> libraries() {
    return Stream.of(
            Caffeine.class,
            Cache.class,
            CircuitBreaker.class,
            EventProcessor.class,
            LoggerFactory.class,
            NOPServiceProvider.class)
        .map(Artifacts::jarOf);
  }

  /** Joins files to a class path or module path. */
  static String joined(Stream<Path> files) {
    return files.map(Path::toString).collect(joining(File.pathSeparator));
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
  }

  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
