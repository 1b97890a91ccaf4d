package io.athena.apm.rules.values;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The members of JDK classes that may be read, besides elements of collections: none that waits,
 * changes anything or reads a file. Private fields of JDK classes are never read.
 */
enum JdkMember implements Access {
  /** The class of any object: {@code error.class}. */
  CLASS(Object.class, "class") {
    @Override
    public Object read(Object target) {
      return target.getClass();
    }
  },
  /** {@code this.class.name}, which is also the text of a class. */
  CLASS_NAME(Class.class, "name") {
    @Override
    public Object read(Object target) {
      return ((Class<?>) target).getName();
    }
  },
  /** Without the package: {@code this.class.simpleName}. */
  CLASS_SIMPLE_NAME(Class.class, "simpleName") {
    @Override
    public Object read(Object target) {
      return ((Class<?>) target).getSimpleName();
    }
  },
  /** Also the text of an enum constant. */
  ENUM_NAME(Enum.class, "name") {
    @Override
    public Object read(Object target) {
      return ((Enum<?>) target).name();
    }
  },
  /** The number of characters. */
  STRING_SIZE(String.class, "size", "length") {
    @Override
    public Object read(Object target) {
      return ((String) target).length();
    }
  },
  /** Whether a text has no characters. */
  STRING_EMPTY(String.class, "empty") {
    @Override
    public Object read(Object target) {
      return ((String) target).isEmpty();
    }
  },
  /** Of any collection, the application's own too. */
  COLLECTION_SIZE(Collection.class, "size", "length") {
    @Override
    public Object read(Object target) {
      return ((Collection<?>) target).size();
    }
  },
  /** Of any collection, the application's own too. */
  COLLECTION_EMPTY(Collection.class, "empty") {
    @Override
    public Object read(Object target) {
      return ((Collection<?>) target).isEmpty();
    }
  },
  /** Of any map, the application's own too. */
  MAP_SIZE(Map.class, "size", "length") {
    @Override
    public Object read(Object target) {
      return ((Map<?, ?>) target).size();
    }
  },
  /** Of any map, the application's own too. */
  MAP_EMPTY(Map.class, "empty") {
    @Override
    public Object read(Object target) {
      return ((Map<?, ?>) target).isEmpty();
    }
  },
  /** The cause of an exception, unless its class overrides {@code getCause}. */
  CAUSE(Throwable.class, "cause") {
    @Override
    public Object read(Object target) {
      return ((Throwable) target).getCause();
    }
  },
  /** Of an address. */
  URI_SCHEME(URI.class, "scheme") {
    @Override
    public Object read(Object target) {
      return ((URI) target).getScheme();
    }
  },
  /** Of an address. */
  URI_HOST(URI.class, "host") {
    @Override
    public Object read(Object target) {
      return ((URI) target).getHost();
    }
  },
  /** Of an address; -1 if it has none. */
  URI_PORT(URI.class, "port") {
    @Override
    public Object read(Object target) {
      return ((URI) target).getPort();
    }
  };

  private final Class<?> owner;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> names;

  JdkMember(Class<?> owner, String... names) {
    this.owner = owner;
    this.names = List.of(names);
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
