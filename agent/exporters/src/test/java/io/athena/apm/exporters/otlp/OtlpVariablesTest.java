package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpVariablesTest {

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private void set(String name, String value) {
    environment.put("OTEL_EXPORTER_OTLP_" + name, value);
  }

  private OtlpVariables variables() {
    return new OtlpVariables(environment, "http://localhost:4318", false, "", problems::add);
  }

  private OtlpVariables given(String endpoint, String headers) {
    return new OtlpVariables(environment, endpoint, true, headers, problems::add);
  }

  @Test
  void endpoint_isLocalWithoutAny() {
    assertThat(variables().metrics()).hasToString("http://localhost:4318/v1/metrics");
    assertThat(variables().traces()).hasToString("http://localhost:4318/v1/traces");
    assertThat(problems).isEmpty();
  }

  @Test
  void commonEndpoint_getsThePathOfTheSignal_andOneOfASignalIsUsedAsItIs() {
    set("ENDPOINT", "https://otlp.example.com/base/");
    set("TRACES_ENDPOINT", "http://other:9/spans");

    assertThat(variables().metrics()).hasToString("https://otlp.example.com/base/v1/metrics");
    assertThat(variables().traces()).hasToString("http://other:9/spans");
  }

  @Test
  void ourSetting_precedesAllVariables() {
    set("ENDPOINT", "http://a:1");
    set("METRICS_ENDPOINT", "http://b:2/x");
    set("HEADERS", "a=b");

    OtlpTarget target = given("http://c:3", "key=value").metrics();
    assertThat(target).hasToString("http://c:3/v1/metrics");
    assertThat(target.headers()).containsExactly(entry("key", "value"));
  }

  @Test
  void invalidEndpoint_isALine_withoutItsSecrets() {
    set("ENDPOINT", "ftp://me:secret@host/?key=secret");

    assertThat(variables().metrics()).hasToString("http://localhost:4318/v1/metrics");
    assertThat(problems)
        .containsExactly(
            "environment OTEL_EXPORTER_OTLP_ENDPOINT='ftp://...@host/?...' is not used: it has to be"
                + " a URL of http or https, such as http://localhost:4318");
  }

  @Test
  void userOfAnEndpoint_isNotShown() {
    set("ENDPOINT", "https://me:secret@host:1/a?key=secret");

    assertThat(variables().metrics().toString()).isEqualTo("https://host:1/a");
  }

  @Test
  void headers_ofASignal_precedeTheCommonOnes_andAreDecoded() {
    set("HEADERS", "api-key=a%3Db%2Bc+d, tenant = 7 ");
    set("TRACES_HEADERS", "other=1");

    assertThat(variables().metrics().headers())
        .containsExactly(entry("api-key", "a=b+c+d"), entry("tenant", "7"));
    assertThat(variables().traces().headers()).containsExactly(entry("other", "1"));
    assertThat(problems).isEmpty();
  }

  @Test
  void invalidHeaders_areLinesWithoutTheirValues() {
    given("http://c:3", "secret,bad name=secret,key=sec%0Aret,good=x").metrics();

    assertThat(problems)
        .containsExactly(
            "otlp.headers: part 1 is not key=value and is left out",
            "otlp.headers: a header has a character that HTTP does not allow; it is left out",
            "otlp.headers: a header has a character that HTTP does not allow; it is left out");
  }

  @Test
  void grpc_isOneLineThatNamesThePortOfHttp() {
    set("PROTOCOL", "grpc");

    variables().checkProtocol();
    assertThat(problems)
        .containsExactly(
            "otlp: OTEL_EXPORTER_OTLP_PROTOCOL=grpc is not supported, http/protobuf is sent instead;"
                + " its port is 4318, as in otlp.endpoint=http://localhost:4318");
  }

  @Test
  void timeoutAndCompression_areThoseOfTheSignal() {
    set("TIMEOUT", "2000");
    set("TRACES_TIMEOUT", "500");
    set("METRICS_COMPRESSION", "none");

    assertThat(variables().metrics().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(variables().traces().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(variables().metrics().gzip()).isFalse();
    assertThat(variables().traces().gzip()).isTrue();
  }

  @Test
  void timeoutThatIsNoNumber_isALine() {
    set("TIMEOUT", "10s");

    assertThat(variables().metrics().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(problems)
        .containsExactly(
            "environment OTEL_EXPORTER_OTLP_TIMEOUT is not a number of milliseconds; using 10000");
  }

  @Test
  void secret_isMaskedInWhatAReceiverSays() {
    OtlpTarget target = given("http://c:3", "api-key=hush-hush").metrics();

    assertThat(target.masked("no key hush-hush here")).isEqualTo("no key **** here");
  }
}
