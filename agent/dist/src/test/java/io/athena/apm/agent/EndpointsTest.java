package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.core.settings.UdpEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  private final AgentLog log = new AgentLog();
  private final Map<String, String> environment = new HashMap<>();

  private Endpoints endpoints(String argument) {
    SettingSources sources = SettingSources.of(argument, new Properties(), Map.of());
    return new Endpoints(Settings.read(sources, Instrumentations.names(), log), environment, log);
  }

  private List<String> said() {
    List<String> lines = new ArrayList<>();
    log.drain(line -> lines.add(line.message()));
    return lines;
  }

  @Test
  void providersWithEndpointsOfTheirOwn_sendThere() {
    Endpoints endpoints = endpoints("endpoint=a:1,newrelic.endpoint=b:2,datadog.endpoint=c:3");

    assertThat(endpoints.of("statsd")).hasToString("a:1");
    assertThat(endpoints.of("newrelic")).hasToString("b:2");
    assertThat(endpoints.datadogAgent()).isEqualTo(new UdpEndpoint("c", 3));
    assertThat(said()).isEmpty();
  }

  @Test
  void providerWithoutOne_sendsToThatOfAll() {
    Endpoints endpoints = endpoints("endpoint=a:1");

    assertThat(endpoints.of("newrelic")).hasToString("a:1");
    assertThat(said()).isEmpty();
  }

  @Test
  void twoProvidersAtOneServer_areOneLine() {
    Endpoints endpoints = endpoints("endpoint=a:1");
    endpoints.of("newrelic");
    endpoints.of("statsd");

    assertThat(said())
        .singleElement()
        .asString()
        .contains(
            "providers newrelic and statsd both send to a:1, which will count everything twice;"
                + " newrelic.endpoint sets another");
  }

  @Test
  void datadogAgent_isOneOfThem() {
    Endpoints endpoints = endpoints("endpoint=a:1");
    endpoints.of("statsd");
    endpoints.datadogAgent();

    assertThat(said()).singleElement().asString().contains("datadog.endpoint sets another");
  }

  @Test
  void datadogAgentAtAUnixSocket_isOneLine() {
    environment.put("DD_AGENT_HOST", "agent");

    assertThat(endpoints("endpoint=unixstream:///s").datadogAgent())
        .isEqualTo(new UdpEndpoint("agent", 8125));
    assertThat(said()).singleElement().asString().contains("must be host:port");
  }

  @Test
  void datadogsVariables_holdWhereNoSettingIsGiven() {
    environment.put("DD_AGENT_HOST", "agent");

    assertThat(endpoints("").datadogAgent()).isEqualTo(new UdpEndpoint("agent", 8125));
    assertThat(said()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint=localhost:8125", "datadog.endpoint=localhost:8125"})
  void settingThatIsGiven_holdsAgainstDatadogsVariables_alsoWhereItIsTheDefault(String setting) {
    environment.put("DD_AGENT_HOST", "agent");

    assertThat(endpoints(setting).datadogAgent()).isEqualTo(new UdpEndpoint("localhost", 8125));
    assertThat(said()).isEmpty();
  }

  @Test
  void variableThatMakesNoSense_isOneLine() {
    environment.put("DD_DOGSTATSD_PORT", "99999");

    assertThat(endpoints("").datadogAgent()).isEqualTo(new UdpEndpoint("localhost", 8125));
    assertThat(said())
        .singleElement()
        .asString()
        .isEqualTo(
            "environment DD_DOGSTATSD_PORT='99999' is not used: it has to be a number from 1 to"
                + " 65535");
  }

  @Test
  void endpointThatIsNone_isOneLine_andThatOfAllHolds() {
    assertThat(endpoints("endpoint=a:1,newrelic.endpoint=b:x").of("newrelic")).hasToString("a:1");
    assertThat(said())
        .singleElement()
        .asString()
        .startsWith("newrelic.endpoint: \"b:x\" is not host:port")
        .endsWith("the port is not a number; it is ignored");
  }

  @Test
  void datadogsEndpointThatIsNone_leavesItToTheVariables() {
    environment.put("DD_AGENT_HOST", "agent");

    assertThat(endpoints("datadog.endpoint=unixstream:///s").datadogAgent())
        .isEqualTo(new UdpEndpoint("agent", 8125));
    assertThat(endpoints("endpoint=unix:///s").datadogAgent())
        .isEqualTo(new UdpEndpoint("agent", 8125));
    assertThat(said()).hasSize(2).allMatch(line -> line.endsWith("it is ignored"));
  }
}
