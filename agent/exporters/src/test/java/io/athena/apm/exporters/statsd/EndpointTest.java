package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8125,            localhost,   8125",
    "metrics.example.org,       metrics.example.org, 8125",
    "' statsd:9125 ',           statsd,      9125",
    "10.0.0.7:1,                10.0.0.7,    1",
    "host:65535,                host,        65535",
    "[::1]:9125,                ::1,         9125",
    "[fe80::1%eth0],            fe80::1%eth0, 8125",
    "udp://collector:8125,      collector,   8125",
    "UDP://[2001:db8::2]:8126,  2001:db8::2, 8126",
    "my_statsd-1,               my_statsd-1, 8125",
  })
  void endpoint_isReadFromText(String text, String host, int port) {
    assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``,                   '' is not a host name",
        ":8125,                '' is not a host name",
        "a b:8125,             'a b' is not a host name",
        "host/path,            'host/path' is not a host name",
        "host:,                the port is not a number: ''",
        "host:statsd,          the port is not a number: 'statsd'",
        "host:-1,              the port is not a number: '-1'",
        "host:123456,          the port is not a number: '123456'",
        "host:0,               the port is not between 1 and 65535: 0",
        "host:65536,           the port is not between 1 and 65535: 65536",
        "::1,                  an IPv6 address needs brackets",
        "[::1,                 the closing bracket is missing",
        "[::1]8125,            '8125' after the bracket is not a port",
        "http://host:8125,     StatsD is sent over udp:// only",
      })
  void endpoint_refusesAnythingElse_sayingWhy(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse(text))
        .withMessageStartingWith("endpoint '" + text + "': ")
        .withMessageContaining(reason)
        .withMessageEndingWith("expected host:port, such as localhost:8125 or [::1]:8125");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8125", "[::1]:9125"})
  void text_isWhatWasRead(String text) {
    assertThat(Endpoint.parse(text)).hasToString(text);
  }
}
