package io.athena.apm.rules.active;

import com.acme.order.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * A class with random fields and methods, rules for it, and the series that its calls should
 * record. A method may put an argument into a field; then it returns one of its arguments or
 * throws.
 */
final class GeneratedService {

  static final String NAME = "generated.Service";

  private static final List<Class<?>> TYPES =
      List.of(
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
          Object.class,
          Order.class);

  private final Random random;
  private final RandomOrders orders;
  private final List<Class<?>> types = new ArrayList<>();
  private final List<Object> fields = new ArrayList<>();
  private final List<Shape> methods = new ArrayList<>();
  private final List<GeneratedRule> rules = new ArrayList<>();
  private final ExpectedSeries expected = new ExpectedSeries();

  /**
   * A method.
   *
   * @param returned the index of the argument that it returns; -1 where it throws
   * @param kept the index of the argument that it puts into a field; -1 for none
   * @param field the index of that field
   */
  private record Shape(String name, List<Class<?>> parameters, int returned, int kept, int field) {

    Class<?> result() {
      return returned < 0 ? void.class : parameters.get(returned);
    }
  }

  GeneratedService(Random random) {
    this.random = random;
    this.orders = new RandomOrders(random);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      types.add(type());
      fields.add(value(types.get(i)));
    }
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      methods.add(shape("method" + i));
      rules.add(rule(methods.get(i)));
    }
  }

  private Shape shape(String name) {
    List<Class<?>> parameters = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      parameters.add(type());
    }
    int field = random.nextInt(fields.size());
    if (random.nextBoolean()) {
      parameters.add(types.get(field));
    }
    int kept = parameters.lastIndexOf(types.get(field));
    int returned = random.nextInt(parameters.size() + 1) - 1;
    return new Shape(name, parameters, returned, kept, field);
  }

  private GeneratedRule rule(Shape method) {
    List<ReadValue> ofFields = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      int field = i;
      ofFields.addAll(
          ReadValues.of("this.field" + i, types.get(i), (call, item) -> call.after().get(field)));
    }
    return new GeneratedRule(method.name(), ofFields, ofCall(method), random);
  }

  /** The values of at most three arguments. */
  private List<ReadValue> ofCall(Shape method) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < method.parameters().size(); i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    List<ReadValue> values = new ArrayList<>();
    for (int argument : all.subList(0, Math.min(3, all.size()))) {
      Class<?> type = method.parameters().get(argument);
      values.addAll(
          ReadValues.of("arg" + argument, type, (call, item) -> call.arguments().get(argument)));
    }
    values.addAll(ReadValues.of("return", method.result(), (call, item) -> call.result()));
    return values;
  }

  String rules() {
    StringBuilder yaml = new StringBuilder("rules:\n");
    rules.forEach(rule -> yaml.append(rule.written()));
    return yaml.toString();
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
    Implementation end =
        method.returned() < 0
            ? ExceptionMethod.throwing(IllegalStateException.class)
            : FixedValue.argument(method.returned());
    return method.kept() < 0
        ? end
        : FieldAccessor.ofField("field" + method.field())
            .withAssigner(Assigner.DEFAULT, Assigner.Typing.DYNAMIC)
            .setsArgumentAt(method.kept())
            .andThen(end);
  }

  /** Calls a random method with random arguments, and adds the series that this should record. */
  void call(WovenObject service) throws Exception {
    for (int i = 0; i < fields.size(); i++) {
      if (random.nextInt(3) == 0) {
        fields.set(i, value(types.get(i)));
      }
      service.set("field" + i, fields.get(i));
    }
    int chosen = random.nextInt(methods.size());
    Shape method = methods.get(chosen);
    Object[] arguments = method.parameters().stream().map(this::value).toArray();
    List<Object> before = new ArrayList<>(fields);
    if (method.kept() >= 0) {
      fields.set(method.field(), arguments[method.kept()]);
    }
    Object result = null;
    Throwable error = null;
    try {
      result = service.call(method.name(), arguments);
    } catch (IllegalStateException thrown) {
      error = thrown;
    }
    GeneratedCall call =
        new GeneratedCall(before, new ArrayList<>(fields), Arrays.asList(arguments), result, error);
    rules.get(chosen).expect(call, expected);
  }

  /** The expected series, in the form of {@link RulesFixture#measured}. */
  List<String> expected() {
    return expected.all();
  }

  /** Half of the types are orders. */
  private Class<?> type() {
    return random.nextBoolean() ? Order.class : TYPES.get(random.nextInt(TYPES.size()));
  }

  private Object value(Class<?> type) {
    Object[] values = {
      random.nextBoolean(),
      (byte) random.nextInt(4),
      (short) random.nextInt(4),
      (char) ('a' + random.nextInt(4)),
      random.nextInt(4),
      (long) random.nextInt(1_000) - 20,
      random.nextFloat(),
      10 * random.nextDouble(),
      "text" + random.nextInt(4),
      random.nextBoolean() ? TimeUnit.DAYS : TimeUnit.HOURS,
      random.nextBoolean() ? null : "any",
      type == Order.class ? orders.next() : null
    };
    return values[TYPES.indexOf(type)];
  }
}
