package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.settings.UdpEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAddressTest {

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private UdpEndpoint address() {
    return AgentAddress.of(environment, problems::add);
  }

  @Test
  void noVariable_isThisMachine() {
    assertThat(address()).hasToString("localhost:8125");
    assertThat(problems).isEmpty();
  }

  @Test
  void hostAndPort_areTheAgents() {
    environment.put("DD_AGENT_HOST", "::1");
    environment.put("DD_DOGSTATSD_PORT", "8126");

    assertThat(address()).hasToString("[::1]:8126");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "udp://agent:8126, agent:8126",
    "udp://agent, agent:8125",
    "udp://[::1]:9, [::1]:9",
  })
  void udpUrl_goesBeforeHostAndPort(String url, String address) {
    environment.put("DD_DOGSTATSD_URL", url);
    environment.put("DD_AGENT_HOST", "other");
    environment.put("DD_DOGSTATSD_PORT", "1");

    assertThat(address()).hasToString(address);
    assertThat(problems).isEmpty();
  }

  @Test
  void emptyVariables_areNone() {
    environment.put("DD_DOGSTATSD_URL", "");
    environment.put("DD_AGENT_HOST", " ");
    environment.put("DD_DOGSTATSD_PORT", "");

    assertThat(address()).hasToString("localhost:8125");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:///var/run/dsd.socket", "unixstream:///var/run/dsd.socket"})
  void unixUrl_isOneSentence_thatNamesTheAlternatives(String url) {
    environment.put("DD_DOGSTATSD_URL", url);
    environment.put("DD_AGENT_HOST", "agent");

    assertThat(address()).hasToString("agent:8125");
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("environment DD_DOGSTATSD_URL='" + url + "' is not used: ")
        .contains("provider=statsd", "endpoint=unixstream:///path", "udp://host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "agent:8125", "http://agent:8125", "udp://", "udp://agent:x"})
  void urlThatIsNone_isOneSentence(String url) {
    environment.put("DD_DOGSTATSD_URL", url);

    assertThat(address()).hasToString("localhost:8125");
    assertThat(problems)
        .containsExactly(
            "environment DD_DOGSTATSD_URL='" + url + "' is not used: it has to be udp://host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "0", "-1", "x"})
  void portThatIsNone_isOneSentence(String port) {
    environment.put("DD_AGENT_HOST", "agent");
    environment.put("DD_DOGSTATSD_PORT", port);

    assertThat(address()).hasToString("agent:8125");
    assertThat(problems).singleElement().asString().contains("DD_DOGSTATSD_PORT='" + port + "'");
  }

  @Test
  void hostThatIsNone_isOneSentence_andThePortHolds() {
    environment.put("DD_AGENT_HOST", "a b");
    environment.put("DD_DOGSTATSD_PORT", "9");

    assertThat(address()).hasToString("localhost:9");
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("DD_AGENT_HOST='a b' is not used: the host is not a name or an address");
  }

  @Test
  void secretInTheUrl_isNotPrinted() {
    environment.put("DD_DOGSTATSD_URL", "https://user:SECRET@host?api_key=SECRET");

    assertThat(address()).hasToString("localhost:8125");
    assertThat(problems).singleElement().asString().doesNotContain("SECRET").contains("host?...");
  }
}
