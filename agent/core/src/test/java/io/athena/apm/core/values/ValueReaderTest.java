package io.athena.apm.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AllocatedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"UnusedMethod", "EffectivelyPrivate", "DoNotCallSuggester"}) // read by name
class ValueReaderTest {

  private static final int READS = 1_000;

  private enum State {
    OPEN
  }

  private record Answer(String provider, int model) {}

  private static class Base {
    private final String name;

    Base(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final class Inheriting extends Base {
    Inheriting() {
      super("inherited");
    }
  }

  private static final class Getters {
    public String getName() {
      return "from the getter";
    }

    public String name(String argument) {
      return argument;
    }
  }

  private static class Statics {
    static String name = "of the class";

    static String getName() {
      return name;
    }

    void name() {}
  }

  private static final class FieldAndGetter extends Base {
    FieldAndGetter() {
      super("from the field");
    }

    public String model() {
      return "from the method";
    }
  }

  private static final class Throwing {
    public String getName() {
      throw new IllegalStateException("closed");
    }
  }

  private static final class Wrapped {
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Optional<String> name = Optional.of("in an optional");

    @Override
    public String toString() {
      return state + " " + name;
    }
  }

  private static final class Opaque {
    private final Object name = new Object();

    @Override
    public String toString() {
      return "must not be asked " + name;
    }
  }

  private final List<String> problems = new ArrayList<>();
  private String last;
  private final ValueReader name = new ValueReader(problems::add, "name");

  @Test
  void recordComponents_areRead() {
    Answer answer = new Answer("openai", 4);
    assertThat(new ValueReader(problems::add, "provider").read(answer)).isEqualTo("openai");
    assertThat(new ValueReader(problems::add, "model").read(answer)).isEqualTo("4");
  }

  @Test
  void privateAndInheritedFields_areRead() {
    assertThat(name.read(new Inheriting())).isEqualTo("inherited");
  }

  @Test
  void getters_areReadButNoMethodWithArguments() {
    assertThat(name.read(new Getters())).isEqualTo("from the getter");
  }

  @Test
  void staticsAndMethodsWithoutResult_areNotRead() {
    assertThat(name.read(new Statics())).isNull();
  }

  @Test
  void subclassesAndOtherClasses_areEachReadTheirOwnWay() {
    assertThat(name.read(new Base("field"))).isEqualTo("field");
    assertThat(name.read(new Getters())).isEqualTo("from the getter");
    assertThat(name.read(new Base("again"))).isEqualTo("again");
  }

  @Test
  void methodOfTheSubclass_andFieldOfTheSuperClass_areBothRead() {
    assertThat(new ValueReader(problems::add, "model").read(new FieldAndGetter()))
        .isEqualTo("from the method");
    assertThat(name.read(new FieldAndGetter())).isEqualTo("from the field");
  }

  @Test
  void firstNameThatAClassHas_wins() {
    ValueReader reader = new ValueReader(problems::add, "absent", "provider", "model");
    assertThat(reader.read(new Answer("openai", 4))).isEqualTo("openai");
    assertThat(new ValueReader(problems::add, "model", "provider").read(new Answer("openai", 4)))
        .isEqualTo("4");
  }

  @Test
  void enumsReferencesAndOptionals_areLookedInto() {
    assertThat(new ValueReader(problems::add, "state").read(new Wrapped())).isEqualTo("OPEN");
    assertThat(name.read(new Wrapped())).isEqualTo("in an optional");
  }

  @Test
  void anyOtherObject_isNoValue() {
    assertThat(name.read(new Opaque())).isNull();
  }

  @Test
  void fieldAlone_isReadWithoutCallingAGetter() {
    assertThat(name.readField(new Inheriting())).isEqualTo("inherited");
    assertThat(name.readField(new Getters())).isNull();
    assertThat(name.readField("text has no name")).isNull();
  }

  @Test
  void getterThatThrows_hasNoValueToTell() {
    assertThat(name.read(new Throwing())).isNull();
  }

  /** A field and a getter are looked up once in each class, and called by method handles. */
  @Test
  void manyReads_allocateNothing() {
    ValueReader reader = new ValueReader(problems::add, "provider", "name");
    Answer answer = new Answer("openai", 4);
    Getters getters = new Getters();

    long bytes =
        AllocatedBytes.of(
            () -> {
              for (int i = 0; i < READS; i++) {
                last = reader.read(i % 2 == 0 ? answer : getters);
              }
            });

    assertThat(bytes).isZero();
    assertThat(last).isEqualTo("from the getter");
  }

  @Test
  void nothingToRead_isNull() {
    assertThat(name.read(null)).isNull();
    assertThat(name.read("text has no name")).isNull();
    assertThat(problems).isEmpty();
  }
}
