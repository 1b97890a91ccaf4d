package io.athena.apm.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each test runs the same program with a Log4j of its own. Names of properties that begin with
 * {@code log4j2} are those of Log4j 2, the others of Log4j 3.
 */
class Log4jTest {

  private static final String LOG4J = "org.apache.logging.log4j.";
  private static final String PATTERN =
      "<PatternLayout pattern='%msg [%X{user}] [%X{trace_id}] [%X{span_id}]%n'/>";

  @RegisterExtension static final AgentExtension AGENT = LoggingAgent.extension();

  @TempDir Path directory;

  /** Settings of the kinds of thread context map; without any, the kind depends on the version. */
  static List<Map<String, String>> contextMaps() {
    return List.of(
        Map.of(),
        Map.of("log4j2.threadContextMap", LOG4J + "spi.DefaultThreadContextMap"),
        Map.of("log4j2.garbagefree.threadContextMap", "true"));
  }

  @ParameterizedTest
  @MethodSource("contextMaps")
  void lines_showTheIdsOfTheSpanAroundThem(Map<String, String> contextMap) throws Exception {
    assertThat(run(PATTERN, "", "<AppenderRef ref='file'/>", contextMap))
        .containsExactlyElementsOf(expected());
  }

  @ParameterizedTest
  @MethodSource("contextMaps")
  void asynchronousLogger_writesTheIdsOfTheThreadThatLogged(Map<String, String> contextMap)
      throws Exception {
    Map<String, String> properties = new HashMap<>(contextMap);
    properties.put("log4j2.contextSelector", LOG4J + "core.async.AsyncLoggerContextSelector");
    properties.put(
        "log4j.loggerContext.selector", LOG4J + "async.logger.AsyncLoggerContextSelector");
    assertThat(run(PATTERN, "", "<AppenderRef ref='file'/>", properties))
        .containsExactlyElementsOf(expected());
  }

  @Test
  void asynchronousAppender_writesTheIdsOfTheThreadThatLogged() throws Exception {
    String appender = "<Async name='async'><AppenderRef ref='file'/></Async>";
    assertThat(run(PATTERN, appender, "<AppenderRef ref='async'/>", Map.of()))
        .containsExactlyElementsOf(expected());
  }

  @ParameterizedTest
  @MethodSource("contextMaps")
  void idOfTheConfiguration_isNotReplaced(Map<String, String> contextMap) throws Exception {
    String property = "<Property name='trace_id'>configured</Property><AppenderRef ref='file'/>";
    assertThat(run(PATTERN, "", property, contextMap))
        .contains("within [u1] [configured] []", "after [] [configured] []");
  }

  @Test
  void json_hasTheIds() throws Exception {
    String layout = "<JsonTemplateLayout eventTemplate='{\"context\": {\"$resolver\": \"mdc\"}}'/>";
    List<String> lines = run(layout, "", "<AppenderRef ref='file'/>", Map.of());
    String[] ids = SpanText.of(AGENT.spans().subList(0, 1)).split(" ");
    assertThat(lines.get(1))
        .contains("\"trace_id\":\"" + ids[0] + "\"", "\"span_id\":\"" + ids[1] + "\"");
    assertThat(lines.get(0)).isEqualTo("{\"context\":{\"user\":\"u1\"}}");
  }

  private static List<String> expected() {
    String[] ids = SpanText.of(AGENT.spans().subList(0, 1)).split(" ");
    return List.of(
        "before [u1] [] []",
        "within [u1] [" + ids[0] + "] [" + ids[1] + "]",
        "named [u1] [mine] []",
        "after [] [] []");
  }

  /** Returns the lines of the file, after the thread's context within the span was checked. */
  private List<String> run(
      String layout, String appender, String logger, Map<String, String> properties)
      throws ReflectiveOperationException, IOException {
    Path file = directory.resolve("lines");
    Path configuration =
        Files.writeString(
            directory.resolve("log4j2.xml"),
            """
            <Configuration status='warn'>
              <Appenders><File name='file' fileName='%s'>%s</File>%s</Appenders>
              <Loggers><Root level='info'>%s</Root></Loggers>
            </Configuration>
            """
                .formatted(file, layout, appender, logger));
    Map<String, String> all = new HashMap<>(properties);
    all.put("log4j2.configurationFile", configuration.toString());
    all.put("log4j.configuration.location", configuration.toString());
    assertThat(new ProgramLoader().run(all)).containsOnly(Map.entry("user", "u1"));
    return Files.readAllLines(file);
  }
}
