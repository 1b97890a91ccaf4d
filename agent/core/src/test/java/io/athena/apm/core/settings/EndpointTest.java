package io.athena.apm.core.settings;

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
    assertThat(Endpoint.parse(text)).isEqualTo(new UdpEndpoint(host, port));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``,                   the host is not a name or an address",
        ":8125,                the host is not a name or an address",
        "a b:8125,             the host is not a name or an address",
        "host/path,            the host is not a name or an address",
        "user:key@host,        the port is not a number",
        "host:,                the port is not a number",
        "host:statsd,          the port is not a number",
        "host:-1,              the port is not a number",
        "host:123456,          the port is not a number",
        "host:0,               the port is not between 1 and 65535",
        "host:65536,           the port is not between 1 and 65535",
        "`a:8125,b:8126`,      it names more than one server",
        "`udp://a,b`,          it names more than one server",
        "::1,                  an IPv6 address needs brackets around it",
        "[::1,                 the closing bracket is missing",
        "[::1]8125,            the text after the bracket is not a port",
        "http://host:8125,     StatsD is sent over udp:// and unixstream:// only",
        "unix:///run/s.sock,   `a JVM has no datagrams over Unix sockets, only streams"
            + " (unixstream://, the Datadog Agent's dogstatsd_stream_socket) and UDP`",
        "unixstream:/s.sock,   a scheme needs :// and an address after it",
        "udp:/host,            a scheme needs :// and an address after it",
        "unixstream://s.sock,  this is not an absolute path",
        "unixstream:///s?k=v,  this is not an absolute path",
        "unixstream://,        this is not an absolute path",
      })
  void endpoint_refusesAnythingElse_sayingWhy(String text, String reason) {
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(text)).withMessage(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unixstream:///run/s.sock", "UNIXSTREAM:///run/s.sock"})
  void unixSocket_isReadFromText(String text) {
    assertThat(Endpoint.parse(text)).isEqualTo(new UnixStreamEndpoint("/run/s.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8125", "[::1]:9125", "unixstream:///run/s.sock"})
  void text_isWhatWasRead(String text) {
    assertThat(Endpoint.parse(text)).hasToString(text);
  }
}
