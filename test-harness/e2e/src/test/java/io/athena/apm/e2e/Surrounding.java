package io.athena.apm.e2e;

import io.athena.apm.kit.ParentPom;
import java.util.List;
import java.util.stream.Stream;

/**
 * An environment of applications in which the agent is tested: a row of the table in {@code
 * docs/architecture.md}.
 *
 * @param artifact the artifact whose version the parent pom has
 */
record Surrounding(String kind, String name, String artifact, Class<?> test) {

  static List<Surrounding> all() {
    return Stream.concat(
            Stream.of(
                new Surrounding("container", "Apache Felix", "felix", OsgiIT.class),
                new Surrounding("container", "Eclipse Equinox", "equinox", OsgiIT.class),
                new Surrounding("container", "Apache Tomcat", "tomcat", RedeployIT.class),
                new Surrounding("container", "WildFly", "wildfly", WildFlyIT.class),
                new Surrounding(
                    "container",
                    "Spring Boot, nested jars",
                    "spring-boot-loader",
                    ClassLoadersIT.class)),
            Stream.of(OtherAgent.values()).map(OtherAgent::surrounding))
        .toList();
  }

  /** The row of the table. */
  String row() {
    return "| %s | %s %s | `%s` |\n"
        .formatted(kind, name, ParentPom.version(artifact), test.getSimpleName());
  }
}
