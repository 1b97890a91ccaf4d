package io.athena.apm.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.athena.apm.instrumentation.logging.sample.Order;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogbackTest {

  private static final String PATTERN = "%X{trace_id:-none} %X{span_id:-none}";

  @RegisterExtension static final AgentExtension AGENT = LoggingAgent.extension();

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private Logger logger;
  private WrittenLines written;

  @BeforeEach
  void writeToMemory() {
    context.reset();
    MDC.clear();
    written = new WrittenLines(context, PATTERN);
    logger = context.getLogger("com.acme.Orders");
    logger.addAppender(written);
  }

  @AfterEach
  void clear() {
    context.reset();
    MDC.clear();
  }

  @Test
  void line_showsTheIdsOfTheSpanAroundIt() {
    logger.info("before");
    Order.place(() -> logger.info("within"));
    logger.info("after");
    assertThat(written.lines())
        .containsExactly("none none", SpanText.of(AGENT.spans()), "none none");
  }

  @Test
  void asynchronousAppender_writesTheIdsOfTheThreadThatLogged() {
    logger.detachAppender(written);
    AsyncAppender asynchronous = new AsyncAppender();
    asynchronous.setContext(context);
    asynchronous.addAppender(written);
    asynchronous.start();
    logger.addAppender(asynchronous);
    Order.place(() -> logger.info("within"));
    logger.info("after");
    asynchronous.stop();
    assertThat(written.lines()).containsExactly(SpanText.of(AGENT.spans()), "none none");
  }

  @Test
  void mdcOfTheApplication_isWrittenAndStaysAsItIs() {
    WrittenLines users = new WrittenLines(context, "%X{user}");
    logger.addAppender(users);
    MDC.put("user", "u1");
    Map<String, String> within = new HashMap<>();
    Order.place(
        () -> {
          logger.info("within");
          within.putAll(MDC.getCopyOfContextMap());
        });
    assertThat(within).containsOnly(Map.entry("user", "u1"));
    assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry("user", "u1"));
    assertThat(users.lines()).containsExactly("u1");
    assertThat(written.lines()).containsExactly(SpanText.of(AGENT.spans()));
  }

  @Test
  void traceIdOfTheApplication_isNotReplacedNorJoinedByAnotherSpanId() {
    MDC.put("trace_id", "mine");
    Order.place(() -> logger.info("within"));
    assertThat(written.lines()).containsExactly("mine none");
  }

  @Test
  void spanIdOfTheApplication_isNotJoinedByAnotherTraceId() {
    MDC.put("span_id", "mine");
    Order.place(() -> logger.info("within"));
    assertThat(written.lines()).containsExactly("none mine");
  }

  @Test
  void eventWithAMapOfItsOwn_staysAsItIs() {
    Map<String, String> own = Map.of("user", "u1");
    LoggingEvent event = new LoggingEvent();
    event.setMDCPropertyMap(own);
    Order.place(() -> assertThat(event.getMDCPropertyMap()).isSameAs(own));
  }
}
