package io.athena.apm.instrumentation.logging;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.util.StringMap;

/**
 * Adds ids to log events of Log4j, 2.17 and later. Each event gets its context data from an
 * injector, on the thread that logs, with synchronous and asynchronous loggers. There is one
 * injector for each kind of thread context map.
 */
public final class Log4j implements LibraryInstrumentation {

  private static final String INJECTOR =
      "org.apache.logging.log4j.core.impl.ThreadContextDataInjector$For";
  private static final String METHOD =
      "ThreadContextMap#injectContextData(java.util.List, org.apache.logging.log4j.util.StringMap)";

  @Override
  public String name() {
    return "log4j";
  }

  @Override
  public String libraryPackage() {
    return "org.apache.logging.log4j.";
  }

  @Override
  public String description() {
    return "With `log.context=true`: `trace_id` and `span_id` of the current span in the context"
        + " data of Log4j's log events";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(INJECTOR + "Default" + METHOD, Log4j.class, "Shared"),
        Hook.of(INJECTOR + "CopyOnWrite" + METHOD, Log4j.class, "Shared"),
        Hook.of(INJECTOR + "GarbageFree" + METHOD, Log4j.class, "Own"));
  }

  /** The data may be the thread's own. A frozen copy is what an event expects in its place. */
  static final class Shared {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return(readOnly = false) StringMap data) {
      String[] ids = Probes.log().ids(data.getValue("trace_id"), data.getValue("span_id"));
      if (ids != null) {
        StringMap extended = ContextDataFactory.createContextData(data);
        extended.putValue("trace_id", ids[0]);
        extended.putValue("span_id", ids[1]);
        extended.freeze();
        data = extended;
      }
    }
  }

  /** The data is the event's, which it reuses: another object would not be emptied. */
  static final class Own {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return StringMap data) {
      String[] ids = Probes.log().ids(data.getValue("trace_id"), data.getValue("span_id"));
      if (ids != null) {
        data.putValue("trace_id", ids[0]);
        data.putValue("span_id", ids[1]);
      }
    }
  }
}
