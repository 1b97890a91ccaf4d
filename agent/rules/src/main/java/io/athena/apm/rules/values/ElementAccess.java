package io.athena.apm.rules.values;

import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;

/** Reads an element of an array, or of a list or map of the JDK. */
final class ElementAccess {

  private ElementAccess() {}

  /** Returns null if the name is no element of such a class. */
  static Access find(Class<?> type, String name) {
    int index = ValuePath.index(name);
    if (type.isArray()) {
      return array(name, index);
    }
    if (!JdkClasses.containCollection(type)) {
      return null;
    }
    if (Map.class.isAssignableFrom(type)) {
      return isHashed(type) ? new Value(name) : new SoughtValue(name);
    }
    return index >= 0 && List.class.isAssignableFrom(type) ? new Position(index) : null;
  }

  private static Access array(String name, int index) {
    if (name.equals("size") || name.equals("length")) {
      return new ArrayLength();
    }
    return index >= 0 ? new ArrayElement(index) : null;
  }

  /**
   * Whether {@code get} of a map only compares our string with the keys. A linked map may reorder
   * itself, a sorted map runs a comparator, and a view hides either.
   */
  private static boolean isHashed(Class<?> type) {
    return type == HashMap.class
        || type == ConcurrentHashMap.class
        || type.getName().startsWith("java.util.ImmutableCollections$");
  }

  private record Value(String key) implements Access {

    @Override
    public Object read(Object target) {
      return ((Map<?, ?>) target).get(key);
    }
  }

  private record SoughtValue(String key) implements Access {

    @Override
    public Object read(Object target) {
      int seen = 0;
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) target).entrySet()) {
        if (key.equals(entry.getKey())) {
          return entry.getValue();
        }
        if (++seen == Items.MOST) {
          return null;
        }
      }
      return null;
    }
  }

  private record Position(int index) implements Access {

    @Override
    public Object read(Object target) {
      List<?> list = (List<?>) target;
      // A linked list is traversed up to the position.
      boolean near = index < Items.MOST || list instanceof RandomAccess;
      return near && index < list.size() ? list.get(index) : null;
    }
  }

  private record ArrayElement(int index) implements Access {

    @Override
    public Object read(Object target) {
      return index < Array.getLength(target) ? Items.element(target, index) : null;
    }
  }

  private record ArrayLength() implements Access {

    @Override
    public Object read(Object target) {
      return Array.getLength(target);
    }
  }
}
