package io.athena.apm.core.rules.active;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;

/**
 * A class with random fields and methods, rules over them, and what calls of it should count. A
 * method returns one of its arguments or throws; a rule reads a field, an argument and the result.
 */
final class GeneratedService {

  static final String NAME = "generated.Service";

  private static final Class<?>[] TYPES = {
    boolean.class,
    byte.class,
    short.class,
    char.class,
    int.class,
    long.class,
    float.class,
    double.class,
    String.class,
    TimeUnit.class,
    Object.class
  };

  private final Random random;
  private final List<Object> fields = new ArrayList<>();
  private final List<Shape> methods = new ArrayList<>();
  private final Map<String, long[]> expected = new TreeMap<>();
  private final StringBuilder rules = new StringBuilder("rules:\n");

  /** A method: the argument that it returns, or -1 where it throws; and what its rule reads. */
  private record Shape(
      String name, List<Class<?>> parameters, int returned, int field, int argument) {

    Class<?> result() {
      return returned < 0 ? void.class : parameters.get(returned);
    }
  }

  GeneratedService(Random random) {
    this.random = random;
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      fields.add(value(type()));
    }
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      methods.add(shape("method" + i));
    }
    methods.forEach(this::addRule);
  }

  private Shape shape(String name) {
    List<Class<?>> parameters = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      parameters.add(type());
    }
    int field = random.nextInt(fields.size());
    int returned = random.nextInt(parameters.size() + 1) - 1;
    return new Shape(name, parameters, returned, field, random.nextInt(parameters.size()));
  }

  private void addRule(Shape method) {
    rules
        .append("  - method: %s#%s\n".formatted(NAME, method.name()))
        .append("    span: %s\n".formatted(method.name()))
        .append(
            "    tags: {field: this.field%d, in: arg%d, out: return}\n"
                .formatted(method.field(), method.argument()))
        .append("    metrics: [{count: %s.returned}]\n".formatted(method.name()));
  }

  String rules() {
    return rules.toString();
  }

  byte[] file() {
    DynamicType.Builder<?> builder = new ByteBuddy().subclass(Object.class).name(NAME);
    for (int i = 0; i < fields.size(); i++) {
      builder = builder.defineField("field" + i, Object.class, Visibility.PUBLIC);
    }
    for (Shape method : methods) {
      builder =
          builder
              .defineMethod(method.name(), method.result(), Visibility.PUBLIC)
              .withParameters(new ArrayList<>(method.parameters()))
              .intercept(code(method));
    }
    return builder.make().getBytes();
  }

  private static Implementation code(Shape method) {
    return method.returned() < 0
        ? ExceptionMethod.throwing(IllegalStateException.class)
        : FixedValue.argument(method.returned());
  }

  /** Calls a random method with random arguments, and notes what that should count. */
  void call(WovenObject service) throws Exception {
    for (int i = 0; i < fields.size(); i++) {
      service.set("field" + i, fields.get(i));
    }
    Shape method = methods.get(random.nextInt(methods.size()));
    Object[] arguments = new Object[method.parameters().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = value(method.parameters().get(i));
    }
    boolean threw = false;
    try {
      service.call(method.name(), arguments);
    } catch (IllegalStateException thrown) {
      threw = true;
    }
    String out = threw ? "none" : text(arguments[method.returned()]);
    expect(
        method,
        "field:%s,in:%s,out:%s"
            .formatted(text(fields.get(method.field())), text(arguments[method.argument()]), out),
        threw);
  }

  private void expect(Shape method, String tags, boolean threw) {
    String error = "error:" + (threw ? "IllegalStateException" : "none") + ",";
    count(method.name() + ".total{" + tags + "}", 1);
    count(method.name() + ".duration{" + error + tags + "}", 1);
    count(method.name() + (threw ? ".error{" + error : ".returned{") + tags + "}", 1);
  }

  private void count(String series, long more) {
    expected.computeIfAbsent(series, name -> new long[1])[0] += more;
  }

  /** As {@link RulesFixture#measured} gives it. */
  List<String> expected() {
    List<String> all = new ArrayList<>();
    expected.forEach(
        (series, count) ->
            all.add(
                series
                    + " "
                    + count[0]
                    + (series.contains(".duration{") ? " sum " + 1_000 * count[0] : "")));
    return all;
  }

  private Class<?> type() {
    return TYPES[random.nextInt(TYPES.length)];
  }

  private Object value(Class<?> type) {
    Object[] values = {
      random.nextBoolean(),
      (byte) random.nextInt(4),
      (short) random.nextInt(4),
      (char) ('a' + random.nextInt(4)),
      random.nextInt(4),
      random.nextLong(),
      random.nextFloat(),
      random.nextDouble(),
      "text" + random.nextInt(4),
      random.nextBoolean() ? TimeUnit.DAYS : TimeUnit.HOURS,
      random.nextBoolean() ? null : "any"
    };
    return values[List.of(TYPES).indexOf(type)];
  }

  private static String text(Object value) {
    return value == null ? "none" : value.toString();
  }
}
