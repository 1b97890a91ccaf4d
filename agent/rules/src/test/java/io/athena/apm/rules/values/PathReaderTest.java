package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"UnusedMethod", "UnusedVariable", "EffectivelyPrivate"}) // read by name
class PathReaderTest {

  enum Severity {
    HIGH
  }

  record Finding(Severity severity, String type) {}

  record Result(List<Finding> findings, Map<String, Object> counts, Optional<Finding> worst) {}

  static class Base {
    static String shared = "of the class";
    private final String name;

    Base(String name) {
      this.name = name;
    }

    String ofBase() {
      return name;
    }
  }

  interface Named {
    default String title() {
      return "default";
    }
  }

  static class Scanner extends Base implements Named, Supplier<String>, Iterator<String> {
    int asked;
    final AtomicReference<Scanner> next = new AtomicReference<>();

    Scanner(String name) {
      super(name);
    }

    public String getName() {
      throw new AssertionError("a field comes first");
    }

    public boolean isBusy() {
      return true;
    }

    public String getState() {
      return "open";
    }

    public String state(String argument) {
      return argument;
    }

    public static String getShared() {
      return shared;
    }

    public void touched() {
      asked++;
    }

    private String secret() {
      return "private methods are nobody's business " + asked;
    }

    public String poll() {
      return "taken away";
    }

    @Override
    public String get() {
      return "supplied";
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public String next() {
      return "moved on";
    }

    @Override
    public String toString() {
      return "text for people";
    }
  }

  private final Reading reading = new Reading();
  private final Scanner scanner = new Scanner("fast");

  @Test
  void deepPath_isWalkedThroughRecordsListsMapsAndOptionals() {
    Finding finding = new Finding(Severity.HIGH, "sql");
    Result result = new Result(List.of(finding), Map.of("low", 3), Optional.of(finding));

    assertThat(reading.text("findings.0.severity", result)).isEqualTo("HIGH");
    assertThat(reading.text("counts.low", result)).isEqualTo("3");
    assertThat(reading.text("worst.type", result)).isEqualTo("sql");
    assertThat(reading.text("findings.size", result)).isEqualTo("1");
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void nullAnywhere_isNull() {
    assertThat(reading.text("findings.0.severity", null)).isNull();
    assertThat(reading.text("findings.0.severity", new Result(null, null, Optional.empty())))
        .isNull();
    Result empty = new Result(List.of(), Map.of(), Optional.empty());
    assertThat(reading.text("findings.0.severity", empty)).isNull();
    assertThat(reading.text("counts.low.high", empty)).isNull();
    assertThat(reading.text("worst.type", empty)).isNull();
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void inheritedPrivateField_isReadBeforeAGetterIsCalled() {
    assertThat(reading.text("name", scanner)).isEqualTo("fast");
  }

  @Test
  void getters_areFoundByEitherNameAndInInterfaces() {
    assertThat(reading.text("state", scanner)).isEqualTo("open");
    assertThat(reading.text("busy", scanner)).isEqualTo("true");
    assertThat(reading.text("ofBase", scanner)).isEqualTo("fast");
    assertThat(reading.text("title", scanner)).isEqualTo("default");
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void cycle_isReadAsFarAsThePathGoes() {
    scanner.next.set(scanner);

    assertThat(reading.text("next.next.next.next.name", scanner)).isEqualTo("fast");
  }

  @Test
  void methodThatIsNoPlainGetter_isNotCalled() {
    for (String step :
        List.of("touched", "secret", "poll", "get", "hasNext", "toString", "shared")) {
      assertThat(reading.text(step, scanner)).as(step).isNull();
    }
    assertThat(scanner.asked).isZero();
    assertThat(reading.problems).hasSize(7);
    assertThat(reading.problems.get(0))
        .startsWith(
            "item.touched can't be read: io.athena.apm.rules.values.PathReaderTest$Scanner has no"
                + " field or getter 'touched'");
  }

  @Test
  void absentMember_isReportedOnceForEachClass_withTheNearest() {
    PathReader reader = reading.of("severty");
    for (int i = 0; i < 3; i++) {
      assertThat(reader.readText(new Finding(Severity.HIGH, "sql"))).isNull();
      assertThat(reader.readText("text")).isNull();
    }

    assertThat(reading.problems)
        .containsExactly(
            "item.severty can't be read: io.athena.apm.rules.values.PathReaderTest$Finding has no"
                + " field or getter 'severty'; nearest: severity",
            "item.severty can't be read: java.lang.String has no 'severty'");
  }

  @Test
  void privateFieldsOfTheJdk_areNotRead() {
    assertThat(reading.text("value", "text")).isNull();
    assertThat(reading.text("detailMessage", new IllegalStateException("x"))).isNull();
    assertThat(reading.text("message", new IllegalStateException("x"))).isNull();
    assertThat(reading.problems).hasSize(3);
  }

  @Test
  void classAndCauseOfAnError_areRead() {
    Throwable error = new IllegalStateException("secret", new java.io.IOException("secret"));

    assertThat(reading.text("class", error)).isEqualTo("java.lang.IllegalStateException");
    assertThat(reading.text("cause.class.simpleName", error)).isEqualTo("IOException");
  }

  @Test
  void getterThatTheJdkDeclaresToo_isReportedByName() {
    class Wrapping extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public synchronized Throwable getCause() {
        throw new AssertionError("called");
      }
    }

    assertThat(reading.text("cause", new Wrapping())).isNull();
    assertThat(reading.problems)
        .containsExactly(
            "item.cause can't be read: io.athena.apm.rules.values.PathReaderTest$1Wrapping.getCause"
                + " is not called, since the JDK declares it, too");
  }

  @Test
  void classesOfGeneratedNames_fillNoLog() {
    PathReader reader = reading.of("x");
    Object[] objects = {1, 1L, "", 'c', 1.0, 1f, (short) 1, (byte) 1, true, new Object()};
    for (Object object : objects) {
      reader.read(object);
      reader.read(java.lang.reflect.Array.newInstance(object.getClass(), 0));
      reader.read(java.lang.reflect.Array.newInstance(object.getClass(), 0, 0));
    }

    assertThat(reading.problems).hasSize(20);
  }
}
