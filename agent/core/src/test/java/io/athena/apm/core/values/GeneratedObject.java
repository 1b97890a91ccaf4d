package io.athena.apm.core.values;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FieldAccessor;

/**
 * An object of a class that nobody wrote, with all the paths that lead to a text from it. Members
 * are fields of any visibility, own and inherited, and getters over fields of another name; values
 * are plain, null, wrapped, in a list, an array or a map, or objects like this one.
 */
final class GeneratedObject {

  private static final int[] VISIBILITIES = {
    Modifier.PRIVATE, 0, Modifier.PROTECTED, Modifier.PUBLIC | Modifier.FINAL
  };

  private final Random random;

  /** Path from the object to the text that is there; null where null is. */
  final Map<String, String> texts = new LinkedHashMap<>();

  final Object object;

  GeneratedObject(Random random, int depth) throws ReflectiveOperationException {
    this.random = random;
    Class<?> type = Object.class;
    Map<String, Object> values = new LinkedHashMap<>();
    int classes = 1 + random.nextInt(3);
    for (int level = 0; level < classes; level++) {
      type = subclass(type, level, depth, values);
    }
    object = type.getConstructor().newInstance();
    for (Map.Entry<String, Object> field : values.entrySet()) {
      set(type, field.getKey(), field.getValue());
    }
  }

  private Class<?> subclass(Class<?> parent, int level, int depth, Map<String, Object> values)
      throws ReflectiveOperationException {
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(new NamingStrategy.Suffixing("Generated"))
            .subclass(parent)
            .name("generated.Level" + level)
            .defineField("shared" + level, String.class, Modifier.STATIC | Modifier.PUBLIC);
    texts.put("shared" + level, null);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      String name = "member" + level + i;
      Object value = value(name, depth);
      boolean getter = random.nextBoolean();
      String field = getter ? "hidden" + level + i : name;
      values.put(field, value);
      int visibility = VISIBILITIES[random.nextInt(VISIBILITIES.length)] & ~Modifier.FINAL;
      builder = builder.defineField(field, type(value), visibility);
      if (getter) {
        builder =
            builder
                .defineMethod(getterName(name), type(value), Modifier.PUBLIC)
                .intercept(FieldAccessor.ofField(field));
      }
    }
    return load(builder, parent);
  }

  /** Each class in a loader of its own, so that every object has classes of the same names. */
  private static Class<?> load(DynamicType.Builder<?> builder, Class<?> parent) {
    ClassLoader loader = parent.getClassLoader();
    try (DynamicType.Unloaded<?> made = builder.make()) {
      return made.load(
              loader == null ? GeneratedObject.class.getClassLoader() : loader,
              ClassLoadingStrategy.Default.WRAPPER)
          .getLoaded();
    }
  }

  private String getterName(String name) {
    return random.nextBoolean() ? name : "get" + "M" + name.substring(1);
  }

  private Object value(String path, int depth) throws ReflectiveOperationException {
    Object inner = depth > 0 && random.nextInt(3) == 0 ? nested(path, depth) : plain(path);
    return switch (random.nextInt(8)) {
      case 0 -> inner == null ? Optional.empty() : Optional.of(inner);
      case 1 -> new AtomicReference<>(inner);
      case 2 -> inList(path, inner);
      case 3 -> inMap(path, inner);
      default -> inner;
    };
  }

  private Object nested(String path, int depth) throws ReflectiveOperationException {
    GeneratedObject nested = new GeneratedObject(random, depth - 1);
    nested.texts.forEach((step, text) -> texts.put(path + "." + step, text));
    return nested.object;
  }

  private Object plain(String path) {
    Object[] values = {
      "text" + random.nextInt(),
      random.nextInt(),
      random.nextLong(),
      random.nextDouble(),
      random.nextBoolean(),
      random.nextBoolean() ? TimeUnit.DAYS : TimeUnit.HOURS,
      'c',
      null
    };
    Object value = values[random.nextInt(values.length)];
    texts.put(path, value instanceof TimeUnit unit ? unit.name() : text(value));
    return value;
  }

  private Object inList(String path, Object inner) {
    int before = random.nextInt(3);
    move(path, path + "." + before);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      list.add("before");
    }
    list.add(inner);
    texts.put(path + ".size", text(before + 1));
    return random.nextBoolean() ? list : list.toArray();
  }

  private Object inMap(String path, Object inner) {
    move(path, path + ".some-key");
    texts.put(path + ".another-key", null);
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(7, "not a text as key");
    map.put("some-key", inner);
    return map;
  }

  private void move(String from, String to) {
    Map<String, String> moved = new LinkedHashMap<>();
    texts.forEach(
        (path, text) -> {
          boolean below = path.equals(from) || path.startsWith(from + ".");
          moved.put(below ? to + path.substring(from.length()) : path, text);
        });
    texts.clear();
    texts.putAll(moved);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  /** The field's type: now and then a primitive, else the value's own class or Object. */
  private Class<?> type(Object value) {
    if (value instanceof Long) {
      return long.class;
    }
    if (value instanceof Double) {
      return double.class;
    }
    return value instanceof Integer ? int.class : Object.class;
  }

  private void set(Class<?> type, String name, Object value) throws ReflectiveOperationException {
    for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          field.set(object, value);
        }
      }
    }
  }
}
