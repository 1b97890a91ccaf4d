package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.exporters.datadog.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  private final AgentLog log = new AgentLog();

  private Endpoints endpoints(String argument) {
    SettingSources sources = SettingSources.of(argument, new Properties(), Map.of());
    return new Endpoints(Settings.read(sources, Instrumentations.names(), log), log);
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
    assertThat(endpoints.datadogAgent()).isEqualTo(new Clients("c", 3));
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
    assertThat(endpoints("datadog.endpoint=unixstream:///s").datadogAgent())
        .isEqualTo(Clients.ofEnvironment());
    assertThat(said()).singleElement().asString().contains("has to be host:port");
  }

  @Test
  void endpointThatIsNone_isOneLine_andTheDefaultHolds() {
    assertThat(endpoints("newrelic.endpoint=b:x").of("newrelic")).hasToString("localhost:8125");
    assertThat(said()).singleElement().asString().contains("the port is not a number");
  }
}
