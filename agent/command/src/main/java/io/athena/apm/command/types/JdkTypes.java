package io.athena.apm.command.types;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked of the JDK's own classes: the table of docs/rules.md. */
final class JdkTypes {

  private static final DeclaredType INT = DeclaredType.of("int");
  private static final DeclaredType BOOLEAN = DeclaredType.of("boolean");
  private static final DeclaredType TEXT = DeclaredType.of("java.lang.String");

  private record Row(String owner, Set<String> names, DeclaredType type) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("java.lang.Object", Set.of("class"), DeclaredType.of("java.lang.Class")),
          new Row("java.lang.Class", Set.of("name", "simpleName"), TEXT),
          new Row("java.lang.Enum", Set.of("name"), TEXT),
          new Row("java.lang.String", Set.of("size", "length"), INT),
          new Row("java.lang.String", Set.of("empty"), BOOLEAN),
          new Row("java.util.Collection", Set.of("size", "length"), INT),
          new Row("java.util.Collection", Set.of("empty"), BOOLEAN),
          new Row("java.util.Map", Set.of("size", "length"), INT),
          new Row("java.util.Map", Set.of("empty"), BOOLEAN),
          new Row("java.lang.Throwable", Set.of("cause"), DeclaredType.of("java.lang.Throwable")),
          new Row("java.net.URI", Set.of("scheme", "host"), TEXT),
          new Row("java.net.URI", Set.of("port"), INT));

  private static final Map<String, DeclaredType> HOLDERS =
      Map.of(
          "java.util.concurrent.atomic.AtomicBoolean",
          BOOLEAN,
          "java.util.OptionalInt",
          INT,
          "java.util.OptionalLong",
          DeclaredType.of("long"),
          "java.util.OptionalDouble",
          DeclaredType.of("double"));

  private static final Set<String> GENERIC_HOLDERS =
      Set.of("java.util.Optional", "java.util.concurrent.atomic.AtomicReference");

  private JdkTypes() {}

  /** The type of the value in an Optional or the like; other types themselves. */
  static DeclaredType unwrapped(DeclaredType type) {
    if (type.isArray()) {
      return type;
    }
    return GENERIC_HOLDERS.contains(type.name())
        ? unwrapped(type.argument(0))
        : HOLDERS.getOrDefault(type.name(), type);
  }

  /**
   * The type of a value that the agent reads from subtypes of a JDK type; null where it reads none.
   */
  static DeclaredType member(Set<String> ancestry, String name) {
    for (Row row : ROWS) {
      if (ancestry.contains(row.owner()) && row.names().contains(name)) {
        return row.type();
      }
    }
    return null;
  }

  /** The element type of a list or map of the JDK; null where the name is no index or key. */
  static DeclaredType element(DeclaredType type, Set<String> ancestry, String name) {
    if (ancestry.contains("java.util.Map")) {
      return item(type, ancestry);
    }
    boolean position = name.chars().allMatch(c -> c >= '0' && c <= '9');
    return position && ancestry.contains("java.util.List") ? item(type, ancestry) : null;
  }

  /** The type of an {@code item} of {@code each}: an element, or a value of a map. */
  static DeclaredType item(DeclaredType type, Set<String> ancestry) {
    int argument = ancestry.contains("java.util.Map") ? 1 : 0;
    return type.arguments().size() == argument + 1 ? type.argument(argument) : DeclaredType.UNKNOWN;
  }
}
