package io.athena.apm.instrumentation.logging;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;

/**
 * Adds ids to log events of Logback, 1.2 and later. An event reads its thread's MDC once, on the
 * thread that logs if an appender hands it to another, and keeps the map.
 */
public final class Logback implements LibraryInstrumentation {

  @Override
  public String name() {
    return "logback";
  }

  @Override
  public String libraryPackage() {
    return "ch.qos.logback.";
  }

  @Override
  public String description() {
    return "With `log.context=true`: `trace_id` and `span_id` of the current span in the MDC of"
        + " Logback's log events";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(
            "ch.qos.logback.classic.spi.LoggingEvent#getMDCPropertyMap()",
            Logback.class,
            "Context"));
  }

  static final class Context {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.FieldValue("mdcPropertyMap") Map<String, String> known) {
      return known;
    }

    @SuppressWarnings("UnusedVariable") // assigning them replaces the field and what is returned
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Enter Object known,
        @Advice.FieldValue(value = "mdcPropertyMap", readOnly = false) Map<String, String> kept,
        @Advice.Return(readOnly = false) Map<String, String> context) {
      if (known == null) {
        context = Probes.log().context(context);
        kept = context;
      }
    }
  }
}
