package io.athena.apm.rules.values;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Consumer;

/** Iterates over the elements of an array, or of a collection or map of the JDK. */
final class Items {

  static final int MOST = 1_000;

  private static final ClassValue<Boolean> HOLDERS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return type.isArray()
              || (JdkClasses.containCollection(type)
                  && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)));
        }
      };

  private Items() {}

  static boolean areIn(Object holder) {
    return HOLDERS.get(holder.getClass());
  }

  static int count(Object holder) {
    if (holder instanceof Collection<?> collection) {
      return collection.size();
    }
    return holder instanceof Map<?, ?> map ? map.size() : Array.getLength(holder);
  }

  /** Passes on the items, which may be null, of an object that has items. */
  static void forEach(Object holder, Consumer<Object> action) {
    if (holder instanceof List<?> list && list instanceof RandomAccess) {
      for (int i = 0; i < MOST && i < list.size(); i++) {
        action.accept(list.get(i));
      }
    } else if (holder instanceof Collection<?> collection) {
      forEach(collection, action);
    } else if (holder instanceof Map<?, ?> map) {
      forEach(map.values(), action);
    } else {
      forEachElement(holder, action);
    }
  }

  private static void forEach(Collection<?> collection, Consumer<Object> action) {
    int seen = 0;
    for (Object item : collection) {
      if (seen++ == MOST) {
        return;
      }
      action.accept(item);
    }
  }

  private static void forEachElement(Object array, Consumer<Object> action) {
    int length = Math.min(MOST, Array.getLength(array));
    for (int i = 0; i < length; i++) {
      action.accept(element(array, i));
    }
  }

  /** One element of an array, boxed if it is primitive. */
  static Object element(Object array, int index) {
    return array instanceof Object[] objects ? objects[index] : Array.get(array, index);
  }
}
