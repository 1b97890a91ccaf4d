package io.athena.apm.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.instrumentation.logging.sample.Order;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.MDC;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.AsyncHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JbossLogManagerTest {

  @RegisterExtension static final AgentExtension AGENT = LoggingAgent.extension();

  private final Lines written = new Lines();
  private final LogContext context = LogContext.create();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  /** The handler is the parent's, so a record is published twice. */
  private Logger logger(Handler handler) {
    context.getLogger("com.acme").addHandler(handler);
    Logger logger = context.getLogger("com.acme.Orders");
    logger.setLevel(Level.INFO);
    return logger;
  }

  @Test
  void line_showsTheIdsOfTheSpanAroundIt() {
    Logger logger = logger(written);
    logger.info("before");
    Order.place(() -> logger.info("within"));
    logger.info("after");
    assertThat(written.lines).containsExactly(" ", SpanText.of(AGENT.spans()), " ");
  }

  @Test
  void asynchronousHandler_writesTheIdsOfTheThreadThatLogged() throws InterruptedException {
    AsyncHandler asynchronous = new AsyncHandler();
    asynchronous.addHandler(written);
    Logger logger = logger(asynchronous);
    Order.place(() -> logger.info("within"));
    logger.info("after");
    assertThat(written.lines.poll(1, TimeUnit.MINUTES)).isEqualTo(SpanText.of(AGENT.spans()));
    assertThat(written.lines.poll(1, TimeUnit.MINUTES)).isEqualTo(" ");
    asynchronous.close();
  }

  @Test
  void mdcOfTheApplication_staysAsItIs() {
    Logger logger = logger(written);
    MDC.put("user", "u1");
    Map<String, String> within = new HashMap<>();
    Order.place(
        () -> {
          logger.info("within");
          within.putAll(MDC.copy());
        });
    assertThat(within).containsOnly(Map.entry("user", "u1"));
    assertThat(written.lines).containsExactly(SpanText.of(AGENT.spans()));
  }

  @Test
  void traceIdOfTheApplication_isNotReplacedNorJoinedByAnotherSpanId() {
    Logger logger = logger(written);
    MDC.put("trace_id", "mine");
    Order.place(() -> logger.info("within"));
    assertThat(written.lines).containsExactly("mine ");
  }

  /** Keeps the lines, on the thread that writes them. */
  private static final class Lines extends ExtHandler {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Lines() {
      setFormatter(new PatternFormatter("%X{trace_id} %X{span_id}"));
    }

    @Override
    protected void doPublish(ExtLogRecord record) {
      lines.add(getFormatter().format(record));
    }
  }
}
