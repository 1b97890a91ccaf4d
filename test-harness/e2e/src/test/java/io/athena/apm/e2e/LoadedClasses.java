package io.athena.apm.e2e;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The loaded classes and their sources, from the JVM's log. Without hidden classes. */
record LoadedClasses(Path file) {

  private static final Pattern LINE = Pattern.compile("(?:\\[[^]]*])*\\s*(\\S+) source: (.*)");

  /** The option that turns the log on. */
  String option() {
    return "-Xlog:class+load:file=" + file;
  }

  /** The classes of a name prefix. */
  Set<String> all(String... prefixes) {
    return names(source -> true, prefixes);
  }

  /** The classes from a class-data archive or an AOT cache. */
  Set<String> shared(String... prefixes) {
    return names(source -> source.startsWith("shared objects file"), prefixes);
  }

  /** The other classes. */
  Set<String> notShared(String... prefixes) {
    return names(source -> !source.startsWith("shared objects file"), prefixes);
  }

  private Set<String> names(Predicate<String> source, String... prefixes) {
    try (var lines = Files.lines(file)) {
      return lines
          .map(LINE::matcher)
          .filter(line -> line.matches() && source.test(line.group(2)))
          .map(line -> line.group(1))
          .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
          .filter(name -> name.indexOf('/') < 0)
          .collect(toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
