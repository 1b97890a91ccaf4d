package io.athena.apm.instrumentation.logging.sample;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** Logs outside of spans, and within two of them. */
public final class Log4jProgram implements Supplier<Map<String, String>> {

  /** Returns what the thread's context has within the first span, after a line. */
  @Override
  public Map<String, String> get() {
    Logger logger = LogManager.getLogger("com.acme.Orders");
    Map<String, String> within = new TreeMap<>();
    ThreadContext.put("user", "u1");
    logger.info("before");
    Order.place(
        () -> {
          logger.info("within");
          within.putAll(ThreadContext.getContext());
        });
    ThreadContext.put("trace_id", "mine");
    Order.place(() -> logger.info("named"));
    ThreadContext.clearMap();
    logger.info("after");
    LogManager.shutdown();
    return within;
  }
}
