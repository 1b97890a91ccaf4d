package io.athena.apm.rules.values;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FieldAccessor;

/**
 * An object of a random class, with all paths from it to a text. Its members are fields of any
 * visibility, declared and inherited, also of records, of type {@code T} or {@code List<T>}, and
 * getters whose names differ from the fields'. Values are plain, null, wrapped, in a list, an array
 * or a map, some of them long, or objects like this one, which refer back to it.
 */
final class GeneratedObject {

  private static final int[] VISIBILITIES = {
    Modifier.PRIVATE, 0, Modifier.PROTECTED, Modifier.PUBLIC | Modifier.FINAL
  };

  /** The field that refers to the object that contains this one. */
  private static final String BACK = "back";

  /** More than the items that {@code each} reads. */
  private static final int LONG = 1_100;

  private final Random random;

  /** Path from the object to the text at its end, or to null. */
  final Map<String, String> texts = new LinkedHashMap<>();

  /** Path to a list, an array or a map, and the number of its items. */
  final Map<String, Integer> holders = new LinkedHashMap<>();

  final Object object;

  private final List<GeneratedObject> children = new ArrayList<>();

  /** Paths that lead back to this object. */
  private final Set<String> rounds = new LinkedHashSet<>();

  GeneratedObject(Random random, int depth) throws ReflectiveOperationException {
    this.random = random;
    this.object = random.nextInt(4) == 0 ? record(depth) : heir(depth);
    for (GeneratedObject child : children) {
      child.set(BACK, object);
    }
    goRound();
    texts.keySet().removeIf(path -> steps(path) > ValuePath.MOST_STEPS);
  }

  private Object record(int depth) throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    DynamicType.Builder<?> builder =
        new ByteBuddy().makeRecord().name("generated.Record").typeVariable("T");
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      Object value = value("member" + i, depth);
      builder = builder.defineRecordComponent("member" + i, type(value));
      values.add(value);
    }
    Constructor<?> constructor = load(builder, Object.class).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(values.toArray());
  }

  private Object heir(int depth) throws ReflectiveOperationException {
    Class<?> type = Object.class;
    Map<String, Object> values = new LinkedHashMap<>();
    int classes = 1 + random.nextInt(3);
    for (int level = 0; level < classes; level++) {
      type = subclass(type, level, depth, values);
    }
    Object made = type.getConstructor().newInstance();
    for (Map.Entry<String, Object> field : values.entrySet()) {
      set(made, field.getKey(), field.getValue());
    }
    return made;
  }

  /** Where a path returns to an object, all its members can be read again. */
  private void goRound() {
    List<String> known = List.copyOf(texts.keySet());
    for (String round : rounds) {
      for (int i = 0; i < 3 && !known.isEmpty(); i++) {
        String path = known.get(random.nextInt(known.size()));
        texts.put((round + ".").repeat(1 + random.nextInt(3)) + path, texts.get(path));
      }
    }
  }

  private static int steps(String path) {
    return path.split("\\.", -1).length;
  }

  private Class<?> subclass(Class<?> parent, int level, int depth, Map<String, Object> values)
      throws ReflectiveOperationException {
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(new NamingStrategy.Suffixing("Generated"))
            .subclass(parent)
            .name("generated.Level" + level)
            .typeVariable("T")
            .defineField("shared" + level, String.class, Modifier.STATIC | Modifier.PUBLIC);
    if (level == 0) {
      builder = builder.defineField(BACK, Object.class, Modifier.PRIVATE);
    }
    texts.put("shared" + level, null);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      String name = "member" + level + i;
      Object value = value(name, depth);
      boolean getter = random.nextBoolean();
      String field = getter ? "hidden" + level + i : name;
      values.put(field, value);
      int visibility = VISIBILITIES[random.nextInt(VISIBILITIES.length)] & ~Modifier.FINAL;
      TypeDefinition type = type(value);
      builder = builder.defineField(field, type, visibility);
      if (getter) {
        builder =
            builder
                .defineMethod(getterName(name), type, Modifier.PUBLIC)
                .intercept(FieldAccessor.ofField(field));
      }
    }
    return load(builder, parent);
  }

  /**
   * Defines each class in a loader of its own, so that the classes of all objects have the same
   * names.
   */
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
    Object inner = inner(path, depth);
    return switch (random.nextInt(8)) {
      case 0 -> inner == null ? Optional.empty() : Optional.of(inner);
      case 1 -> new AtomicReference<>(inner);
      case 2 -> inList(path, inner);
      case 3 -> inMap(path, inner);
      default -> inner;
    };
  }

  private Object inner(String path, int depth) throws ReflectiveOperationException {
    return switch (depth > 0 ? random.nextInt(4) : 0) {
      case 1 -> nested(path, depth);
      case 2 -> value(path, depth - 1);
      default -> plain(path);
    };
  }

  private Object nested(String path, int depth) throws ReflectiveOperationException {
    GeneratedObject nested = new GeneratedObject(random, depth - 1);
    nested.texts.forEach((step, text) -> texts.put(path + "." + step, text));
    nested.holders.forEach((step, size) -> holders.put(path + "." + step, size));
    if (!nested.object.getClass().isRecord()) {
      children.add(nested);
      rounds.add(path + "." + BACK);
    }
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
    if (value == null) {
      texts.put(path + ".beyond.null", null);
    }
    return value;
  }

  private Object inList(String path, Object inner) {
    int before = random.nextInt(15) == 0 ? LONG : random.nextInt(3);
    move(path, path + "." + before);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      list.add(random.nextInt(4) == 0 ? null : "before");
    }
    list.add(inner);
    texts.put(path + ".size", text(list.size()));
    holders.put(path, list.size());
    return random.nextBoolean() ? list : list.toArray();
  }

  private Object inMap(String path, Object inner) {
    move(path, path + ".some-key");
    texts.put(path + ".another-key", null);
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(7, "not a text as key");
    map.put("some-key", inner);
    map.put("null", null);
    texts.put(path + ".null", null);
    holders.put(path, map.size());
    return map;
  }

  /** Replaces the beginning of each path. */
  private void move(String from, String to) {
    move(texts, from, to);
    move(holders, from, to);
    Set<String> moved = new LinkedHashSet<>();
    rounds.forEach(path -> moved.add(moved(path, from, to)));
    rounds.clear();
    rounds.addAll(moved);
  }

  private static <V> void move(Map<String, V> all, String from, String to) {
    Map<String, V> moved = new LinkedHashMap<>();
    all.forEach((path, value) -> moved.put(moved(path, from, to), value));
    all.clear();
    all.putAll(moved);
  }

  private static String moved(String path, String from, String to) {
    boolean below = path.equals(from) || path.startsWith(from + ".");
    return below ? to + path.substring(from.length()) : path;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  /** The field's type: a primitive where possible, else Object, {@code T} or {@code List<T>}. */
  private TypeDefinition type(Object value) {
    if (value instanceof Long || value instanceof Double || value instanceof Integer) {
      return TypeDescription.ForLoadedType.of(
          MethodType.methodType(value.getClass()).unwrap().returnType());
    }
    TypeDescription.Generic variable = TypeDescription.Generic.Builder.typeVariable("T").build();
    if (value instanceof List) {
      return TypeDescription.Generic.Builder.parameterizedType(
              TypeDescription.ForLoadedType.of(List.class), variable)
          .build();
    }
    return random.nextBoolean() ? variable : TypeDescription.ForLoadedType.of(Object.class);
  }

  private void set(String field, Object value) throws ReflectiveOperationException {
    set(object, field, value);
  }

  private static void set(Object object, String name, Object value)
      throws ReflectiveOperationException {
    for (Class<?> owner = object.getClass(); owner != Object.class; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          field.set(object, value);
        }
      }
    }
  }
}
