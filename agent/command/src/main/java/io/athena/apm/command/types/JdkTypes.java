package io.athena.apm.command.types;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription.Generic;

/** The values that the agent reads from the JDK's own classes: the table of docs/rules.md. */
final class JdkTypes {

  private record Row(Class<?> owner, Set<String> names, Class<?> type) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(Object.class, Set.of("class"), Class.class),
          new Row(Class.class, Set.of("name", "simpleName"), String.class),
          new Row(Enum.class, Set.of("name"), String.class),
          new Row(String.class, Set.of("size", "length"), int.class),
          new Row(String.class, Set.of("empty"), boolean.class),
          new Row(Collection.class, Set.of("size", "length"), int.class),
          new Row(Collection.class, Set.of("empty"), boolean.class),
          new Row(Map.class, Set.of("size", "length"), int.class),
          new Row(Map.class, Set.of("empty"), boolean.class),
          new Row(Throwable.class, Set.of("cause"), Throwable.class),
          new Row(URI.class, Set.of("scheme", "host"), String.class),
          new Row(URI.class, Set.of("port"), int.class));

  private JdkTypes() {}

  /** The type of the value in an Optional or the like; other types themselves. */
  static Generic unwrapped(Generic declared) {
    Generic type = GenericTypes.known(declared);
    return switch (GenericTypes.name(type)) {
      case "java.util.Optional", "java.util.concurrent.atomic.AtomicReference" ->
          unwrapped(GenericTypes.argument(type, 0));
      case "java.util.concurrent.atomic.AtomicBoolean" -> GenericTypes.of(boolean.class);
      case "java.util.OptionalInt" -> GenericTypes.of(int.class);
      case "java.util.OptionalLong" -> GenericTypes.of(long.class);
      case "java.util.OptionalDouble" -> GenericTypes.of(double.class);
      default -> type;
    };
  }

  /**
   * The type of a member that the agent reads from a JDK type and its subtypes; null for any other
   * name.
   */
  static Generic member(Set<String> ancestry, String name) {
    for (Row row : ROWS) {
      if (ancestry.contains(row.owner().getName()) && row.names().contains(name)) {
        return GenericTypes.of(row.type());
      }
    }
    return null;
  }

  /** The element type of a list or map of the JDK; null where the name is no index or key. */
  static Generic element(Generic type, Set<String> ancestry, String name) {
    if (ancestry.contains("java.util.Map")) {
      return item(type, ancestry);
    }
    boolean position = name.chars().allMatch(c -> c >= '0' && c <= '9');
    return position && ancestry.contains("java.util.List") ? item(type, ancestry) : null;
  }

  /** The type of an {@code item} of {@code each}: an element, or a value of a map. */
  static Generic item(Generic type, Set<String> ancestry) {
    int argument = ancestry.contains("java.util.Map") ? 1 : 0;
    return GenericTypes.arguments(type) == argument + 1
        ? GenericTypes.argument(type, argument)
        : GenericTypes.UNKNOWN;
  }
}
