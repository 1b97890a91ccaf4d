package io.athena.apm.agent;

import static java.util.stream.Collectors.joining;

import io.athena.apm.kit.ParentPom;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Jars of the local repository, found by the Maven that runs this build. */
final class ResolvedJars {

  private static final String PLUGIN = "maven-dependency-plugin";

  private ResolvedJars() {}

  /**
   * Resolves artifacts with all that they need at run time. One at a time: Maven's local repository
   * may not be shared.
   *
   * @param coordinates each {@code groupId:artifactId:version}
   * @param directory an empty folder
   */
  static synchronized List<Path> of(Stream<String> coordinates, Path directory)
      throws IOException, InterruptedException {
    var pom = directory.resolve("pom.xml");
    Files.writeString(pom, pom(coordinates));
    var output = directory.resolve("class-path");
    var goal = "org.apache.maven.plugins:" + PLUGIN + ":" + ParentPom.version(PLUGIN);
    var log = directory.resolve("log");
    var maven =
        new ProcessBuilder(
                Path.of(System.getProperty("athena.maven.home"), "bin", "mvn").toString(),
                "-B",
                "-f",
                pom.toString(),
                "-Dmaven.repo.local=" + System.getProperty("athena.maven.repository"),
                "-Dmdep.outputFile=" + output,
                goal + ":build-classpath")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    if (maven.start().waitFor() != 0) {
      throw new IOException(Files.readString(log));
    }
    return split(Files.readString(output));
  }

  /** The entries of a class path. */
  static List<Path> split(String classPath) {
    return Stream.of(classPath.strip().split(File.pathSeparator)).map(Path::of).toList();
  }

  private static String pom(Stream<String> coordinates) {
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>earlier</groupId>
          <artifactId>earlier</artifactId>
          <version>1</version>
          <dependencies>%s</dependencies>
        </project>
        """
        .formatted(coordinates.map(ResolvedJars::dependency).collect(joining()));
  }

  /** Without JAXB: the version range of it that Ehcache depends on no longer resolves. */
  private static String dependency(String coordinates) {
    return """
        <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <exclusions>
            <exclusion>
              <groupId>org.glassfish.jaxb</groupId>
              <artifactId>jaxb-runtime</artifactId>
            </exclusion>
          </exclusions>
        </dependency>
        """
        .formatted((Object[]) coordinates.split(":"));
  }
}
