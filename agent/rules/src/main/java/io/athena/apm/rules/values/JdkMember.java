package io.athena.apm.rules.values;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The members of JDK classes that may be read, besides elements of collections. None of them waits,
 * changes an object or reads a file. Private fields of JDK classes are never read.
 */
enum JdkMember implements Access {
  CLASS(Object.class, "class"),
  /** {@code this.class.name}, which is also the text of a class. */
  CLASS_NAME(Class.class, "name"),
  /** Without the package: {@code this.class.simpleName}. */
  CLASS_SIMPLE_NAME(Class.class, "simpleName"),
  ENUM_NAME(Enum.class, "name"),
  /** The number of characters. */
  STRING_SIZE(String.class, "size", "length"),
  STRING_EMPTY(String.class, "empty"),
  /** Of any collection, also of the application's own. */
  COLLECTION_SIZE(Collection.class, "size", "length"),
  COLLECTION_EMPTY(Collection.class, "empty"),
  /** Of any map, also of the application's own. */
  MAP_SIZE(Map.class, "size", "length"),
  MAP_EMPTY(Map.class, "empty"),
  /** The cause of an exception, unless its class overrides {@code getCause}. */
  CAUSE(Throwable.class, "cause"),
  URI_SCHEME(URI.class, "scheme"),
  URI_HOST(URI.class, "host"),
  /** -1 if the address has none. */
  URI_PORT(URI.class, "port");

  private final Class<?> owner;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> names;

  JdkMember(Class<?> owner, String... names) {
    this.owner = owner;
    this.names = List.of(names);
  }

  @Override
  public Object read(Object target) {
    return switch (this) {
      case CLASS -> target.getClass();
      case CLASS_NAME -> ((Class<?>) target).getName();
      case CLASS_SIMPLE_NAME -> ((Class<?>) target).getSimpleName();
      case ENUM_NAME -> ((Enum<?>) target).name();
      case STRING_SIZE -> ((String) target).length();
      case STRING_EMPTY -> ((String) target).isEmpty();
      case COLLECTION_SIZE -> ((Collection<?>) target).size();
      case COLLECTION_EMPTY -> ((Collection<?>) target).isEmpty();
      case MAP_SIZE -> ((Map<?, ?>) target).size();
      case MAP_EMPTY -> ((Map<?, ?>) target).isEmpty();
      case CAUSE -> ((Throwable) target).getCause();
      case URI_SCHEME -> ((URI) target).getScheme();
      case URI_HOST -> ((URI) target).getHost();
      case URI_PORT -> ((URI) target).getPort();
    };
  }

  /** The member of a JDK class, or of a subclass of one; null if there is none. */
  static Access find(Class<?> type, String name) throws NoSuchMethodException {
    for (JdkMember member : values()) {
      if (member.owner.isAssignableFrom(type) && member.names.contains(name)) {
        return member == CAUSE && isOverridden(type, "getCause") ? null : member;
      }
    }
    return null;
  }

  private static boolean isOverridden(Class<?> type, String method) throws NoSuchMethodException {
    return !JdkClasses.contain(type.getMethod(method).getDeclaringClass());
  }
}
