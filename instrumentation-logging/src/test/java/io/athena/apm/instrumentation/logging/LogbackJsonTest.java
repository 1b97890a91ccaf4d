package io.athena.apm.instrumentation.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.athena.apm.instrumentation.logging.sample.Order;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Logback 1.3 and later. */
class LogbackJsonTest {

  @RegisterExtension static final AgentExtension AGENT = LoggingAgent.extension();

  @Test
  void json_hasTheIds() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    context.getLogger("com.acme.Orders").addAppender(appender);
    Order.place(() -> context.getLogger("com.acme.Orders").info("within"));
    context.reset();
    String[] ids = SpanText.of(AGENT.spans()).split(" ");
    assertThat(written.toString(UTF_8))
        .contains("\"trace_id\":\"" + ids[0] + "\"", "\"span_id\":\"" + ids[1] + "\"");
  }
}
