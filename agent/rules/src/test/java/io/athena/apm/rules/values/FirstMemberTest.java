package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.AllocatedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"UnusedMethod", "EffectivelyPrivate", "DoNotCallSuggester"}) // read by name
class FirstMemberTest {

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
  private final PathReader name = PathReader.ofFirst(problems::add, "name");

  @Test
  void recordComponents_areRead() {
    Answer answer = new Answer("openai", 4);
    assertThat(PathReader.ofFirst(problems::add, "provider").readText(answer)).isEqualTo("openai");
    assertThat(PathReader.ofFirst(problems::add, "model").readText(answer)).isEqualTo("4");
  }

  @Test
  void privateAndInheritedFields_areRead() {
    assertThat(name.readText(new Inheriting())).isEqualTo("inherited");
  }

  @Test
  void getters_areReadButNoMethodWithArguments() {
    assertThat(name.readText(new Getters())).isEqualTo("from the getter");
  }

  @Test
  void staticsAndMethodsWithoutResult_areNotRead() {
    assertThat(name.readText(new Statics())).isNull();
  }

  @Test
  void subclassesAndOtherClasses_areReadSeparately() {
    assertThat(name.readText(new Base("field"))).isEqualTo("field");
    assertThat(name.readText(new Getters())).isEqualTo("from the getter");
    assertThat(name.readText(new Base("again"))).isEqualTo("again");
  }

  @Test
  void methodOfTheSubclass_andFieldOfTheSuperClass_areBothRead() {
    assertThat(PathReader.ofFirst(problems::add, "model").readText(new FieldAndGetter()))
        .isEqualTo("from the method");
    assertThat(name.readText(new FieldAndGetter())).isEqualTo("from the field");
  }

  @Test
  void firstNameThatAClassHas_isRead() {
    PathReader reader = PathReader.ofFirst(problems::add, "absent", "provider", "model");
    assertThat(reader.readText(new Answer("openai", 4))).isEqualTo("openai");
    assertThat(
            PathReader.ofFirst(problems::add, "model", "provider")
                .readText(new Answer("openai", 4)))
        .isEqualTo("4");
  }

  @Test
  void enumsReferencesAndOptionals_areUnwrapped() {
    assertThat(PathReader.ofFirst(problems::add, "state").readText(new Wrapped()))
        .isEqualTo("OPEN");
    assertThat(name.readText(new Wrapped())).isEqualTo("in an optional");
  }

  @Test
  void anyOtherObject_isNoValue() {
    assertThat(name.readText(new Opaque())).isNull();
  }

  @Test
  void fieldAlone_isReadWithoutCallingAGetter() {
    assertThat(name.readFieldText(new Inheriting())).isEqualTo("inherited");
    assertThat(name.readFieldText(new Getters())).isNull();
    assertThat(name.readFieldText("text has no name")).isNull();
  }

  @Test
  void getterThatThrows_readsAsNull() {
    assertThat(name.readText(new Throwing())).isNull();
  }

  /** A field and a getter are looked up once in each class, and called by method handles. */
  @Test
  void manyReads_allocateNothing() {
    PathReader reader = PathReader.ofFirst(problems::add, "provider", "name");
    Answer answer = new Answer("openai", 4);
    Getters getters = new Getters();

    long bytes =
        AllocatedBytes.of(
            () -> {
              for (int i = 0; i < READS; i++) {
                last = reader.readText(i % 2 == 0 ? answer : getters);
              }
            });

    assertThat(bytes).isZero();
    assertThat(last).isEqualTo("from the getter");
  }

  @Test
  void missingRoot_isNull() {
    assertThat(name.readText(null)).isNull();
    assertThat(name.readText("text has no name")).isNull();
    assertThat(problems).isEmpty();
  }
}
