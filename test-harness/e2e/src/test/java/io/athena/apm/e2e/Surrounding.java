package io.athena.apm.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an application may run in, and that the agent is tested there: a row of the table in {@code
 * docs/architecture.md}.
 *
 * @param version the property of the parent pom
 */
record Surrounding(String kind, String name, String version, Class<?> test) {

  private static final Path POM = Path.of("../../pom.xml");

  static List<Surrounding> all() {
    return Stream.concat(
            Stream.of(
                new Surrounding("container", "Apache Felix", "felix.version", OsgiIT.class),
                new Surrounding("container", "Eclipse Equinox", "equinox.version", OsgiIT.class),
                new Surrounding("container", "Apache Tomcat", "tomcat.version", RedeployIT.class),
                new Surrounding("container", "WildFly", "wildfly.version", WildFlyIT.class),
                new Surrounding(
                    "container",
                    "Spring Boot, nested jars",
                    "spring-boot-loader.version",
                    ClassLoadersIT.class)),
            Stream.of(OtherAgent.values()).map(OtherAgent::surrounding))
        .toList();
  }

  /** The row of the table. */
  String row() throws IOException {
    var pinned =
        Pattern.compile("<" + Pattern.quote(version) + ">(.+)</").matcher(Files.readString(POM));
    if (!pinned.find()) {
      throw new IllegalStateException("the parent pom has no " + version);
    }
    return "| %s | %s %s | `%s` |\n".formatted(kind, name, pinned.group(1), test.getSimpleName());
  }
}
