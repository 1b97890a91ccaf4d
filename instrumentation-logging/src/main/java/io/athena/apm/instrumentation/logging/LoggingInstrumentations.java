package io.athena.apm.instrumentation.logging;

import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;

/** The instrumentations of this module. */
public final class LoggingInstrumentations {

  private static final List<LibraryInstrumentation> ALL =
      List.of(new Logback(), new Log4j(), new JbossLogManager());

  private LoggingInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return ALL;
  }

  /** Whether an instrumentation, by its name, is one of these. */
  public static boolean have(String name) {
    for (LibraryInstrumentation instrumentation : ALL) {
      if (instrumentation.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Installs the probe that woven code calls. */
  public static void install(Spans spans) {
    Probes.install(new SpanIds(spans));
  }
}
