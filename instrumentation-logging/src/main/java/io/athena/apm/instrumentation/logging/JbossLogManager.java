package io.athena.apm.instrumentation.logging;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Adds ids to log records of JBoss LogManager, the log of Quarkus and WildFly, 2.1 and later. A
 * record has a copy of the thread's MDC from the first value on that is put into it.
 */
public final class JbossLogManager implements LibraryInstrumentation {

  @Override
  public String name() {
    return "jboss-logmanager";
  }

  @Override
  public String libraryPackage() {
    return "org.jboss.logmanager.";
  }

  @Override
  public String description() {
    return "With `log.context=true`: `trace_id` and `span_id` of the current span in the MDC of log"
        + " records of JBoss LogManager (Quarkus, WildFly)";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(
            "org.jboss.logmanager.LoggerNode#publish(org.jboss.logmanager.ExtLogRecord)",
            JbossLogManager.class,
            "Published"));
  }

  static final class Published {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) ExtLogRecord record) {
      String[] ids = Probes.log().ids(record.getMdc("trace_id"), record.getMdc("span_id"));
      if (ids != null) {
        record.putMdc("trace_id", ids[0]);
        record.putMdc("span_id", ids[1]);
      }
    }
  }
}
