package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several class loaders have classes of the same names, and loaders are collected. */
@Timeout(60)
class PathLoadersTest {

  private final Reading reading = new Reading();
  private final PathReader reader = reading.of("name");

  @Test
  void classesOfTheSameName_areReadSeparately() throws ReflectiveOperationException {
    Object getter = named("from a getter", "getName");
    Object method = named("from a method", "name");
    Object other = named("from elsewhere", "title");

    assertThat(getter.getClass().getName()).isEqualTo(method.getClass().getName());
    for (int i = 0; i < 2; i++) {
      assertThat(reader.readText(getter)).isEqualTo("from a getter");
      assertThat(reader.readText(method)).isEqualTo("from a method");
      assertThat(reader.readText(other)).isNull();
    }
    assertThat(reading.problems)
        .containsExactly("item.name can't be read: generated.Named has no field or getter 'name'");
  }

  @Test
  void classThatIsNoLongerUsed_isUnloaded() throws ReflectiveOperationException {
    WeakReference<Class<?>> read = new WeakReference<>(readAndForget());

    while (read.get() != null) {
      System.gc();
    }

    assertThat(reader.readText(named("another", "name"))).isEqualTo("another");
  }

  @Test
  void readerThatIsNoLongerUsed_isForgottenByTheClassesThatItRead() {
    WeakReference<PathReader> dropped = new WeakReference<>(usedReader());

    while (dropped.get() != null) {
      System.gc();
    }

    assertThat(dropped.get()).isNull();
  }

  @Test
  void classWithAMissingType_isReadAsFarAsPossible() throws ReflectiveOperationException {
    TypeDescription missing =
        InstrumentedType.Default.of(
            "missing.Type", TypeDescription.ForLoadedType.of(Object.class).asGenericType(), 1);
    Object object =
        made(
            new ByteBuddy()
                .subclass(Object.class)
                .name("generated.Incomplete")
                .defineField("name", int.class, Modifier.PRIVATE)
                .defineMethod("missing", missing, Modifier.PUBLIC)
                .intercept(FixedValue.nullValue()));

    assertThat(reader.readLong(object, -1)).isZero();
    assertThat(reading.text("title", object)).isNull();
    assertThat(reading.problems)
        .containsExactly(
            "item.title can't be read: generated.Incomplete.title is not accessible"
                + " (NoClassDefFoundError)");
  }

  private PathReader usedReader() {
    PathReader used = reading.of("empty");
    assertThat(used.readBoolean("a class that stays")).isFalse();
    assertThat(used.readText(new Object())).isNull();
    return used;
  }

  private Class<?> readAndForget() throws ReflectiveOperationException {
    Object object = named("x", "getName");
    assertThat(reader.readText(object)).isEqualTo("x");
    assertThat(reading.itself().readText(object)).isNull();
    reading.itself().forEachItem(object, item -> {});
    return object.getClass();
  }

  private static Object named(String value, String method) throws ReflectiveOperationException {
    return made(
        new ByteBuddy()
            .subclass(Object.class)
            .name("generated.Named")
            .defineMethod(method, String.class, Modifier.PUBLIC)
            .intercept(FixedValue.value(value)));
  }

  private static Object made(DynamicType.Builder<?> builder) throws ReflectiveOperationException {
    try (DynamicType.Unloaded<?> made = builder.make()) {
      return made.load(PathLoadersTest.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
          .getLoaded()
          .getConstructor()
          .newInstance();
    }
  }
}
