package com.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.athena.stub.FailureMode;
import com.athena.stub.Latency;
import com.athena.stub.ModelStub;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AthenaServiceTest {

  private static final Latency NONE = new Latency(0, 0);
  private static final List<String> MODELS = List.of("large", "small");

  @Test
  void vulnerableSample_isAnsweredWithItsFindings() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      JsonNode answer = client(service).analyzeSample("profile.php");

      assertThat(answer.get("verdict").asText()).isEqualTo("VULNERABLE");
      assertThat(answer.get("findings").findValuesAsText("type"))
          .containsExactly("sql_injection", "cross_site_scripting");
      assertThat(answer.get("provider").asText()).isEqualTo("openai");
      assertThat(answer.get("model").asText()).isEqualTo("large");
      assertThat(answer.get("cached").asBoolean()).isFalse();
    }
  }

  @Test
  void maliciousSample_isAnsweredWithItsMalware() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      JsonNode answer = client(service).analyzeSample("gallery.php");

      assertThat(answer.get("verdict").asText()).isEqualTo("MALICIOUS");
      assertThat(answer.get("malware").findValuesAsText("type"))
          .containsExactly("dropper", "web_shell");
    }
  }

  @Test
  void sameFileAgain_isAnsweredFromTheAnalysisCache() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      client(service).analyzeSample("menu.js");

      assertThat(client(service).analyzeSample("menu.js").get("cached").asBoolean()).isTrue();
      assertThat(statistics(service, "/caches/AnalysisCache"))
          .isEqualTo("{\"hits\":1,\"misses\":1}");
      assertThat(statistics(service, "/analyses")).isEqualTo("1");
    }
  }

  @Test
  void fileWithTheSameFindings_isAnsweredFromTheResponseCache() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      client(service).analyzeSample("CustomerDao.java");

      assertThat(client(service).analyzeSample("OrderDao.java").get("cached").asBoolean()).isTrue();
      assertThat(statistics(service, "/caches/AIResponseCache"))
          .isEqualTo("{\"hits\":1,\"misses\":1}");
      assertThat(statistics(service, "/analyses")).isEqualTo("2");
      assertThat(statistics(service, "/aiCalls")).isEqualTo("{\"large\":1}");
    }
  }

  @Test
  void findings_areCounted() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      client(service).analyzeSample("session.py");
      client(service).analyzeSample("restore-files.txt");

      assertThat(statistics(service, "/filesAnalyzed")).isEqualTo("{\"python\":1,\"text\":1}");
      assertThat(statistics(service, "/vulnerabilities"))
          .isEqualTo(
              "{\"CRITICAL\":{\"unsafe_deserialization\":1},"
                  + "\"HIGH\":{\"tls_verification_disabled\":1},"
                  + "\"MEDIUM\":{\"weak_hash\":1}}");
      assertThat(statistics(service, "/malware")).isEqualTo("{\"ransom_note\":2}");
    }
  }

  @Test
  void burstOfFailures_isFailedOverAndOpensTheBreaker() throws Exception {
    try (var service = start(FailureMode.BURSTS)) {
      analyzeDifferentFiles(service, 10);

      assertThat(statistics(service, "/failoversByCause"))
          .isEqualTo("{\"error\":{\"large->small\":3},\"rejected\":{\"large->small\":1}}");
      assertThat(statistics(service, "/aiCalls")).isEqualTo("{\"large\":9,\"small\":4}");
      assertThat(statistics(service, "/aiCallErrors")).isEqualTo("{\"large\":3}");
      assertThat(statistics(service, "/analysisErrors")).isEqualTo("0");
      assertThat(client(service).get("/health").at("/breakers/large").asText()).isEqualTo("OPEN");
    }
  }

  @Test
  void failureOfEveryModel_isBadGateway() throws Exception {
    try (var service = start(FailureMode.ALL)) {
      var answer = client(service).analyze("a.txt", "text");

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).isEqualTo("{\"error\":\"none of 2 providers answered\"}");
      assertThat(statistics(service, "/analysisErrors")).isEqualTo("1");
    }
  }

  @Test
  void missingName_isBadRequest() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      assertThat(client(service).analyze("", "text").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void freshService_isHealthy() throws Exception {
    try (var service = start(FailureMode.NONE)) {
      assertThat(client(service).get("/health").at("/status").asText()).isEqualTo("UP");
      assertThat(client(service).get("/health").at("/breakers").toString())
          .isEqualTo("{\"large\":\"CLOSED\",\"reputation\":\"CLOSED\",\"small\":\"CLOSED\"}");
    }
  }

  @Test
  void realEndpoint_isAskedAndReputationIsOff() throws Exception {
    try (var real = ModelStub.start(NONE, FailureMode.NONE, "none");
        var service = start(settings(FailureMode.ALL, Optional.of(endpoint(real))))) {
      JsonNode answer = client(service).analyzeSample("menu.js");

      assertThat(answer.get("model").asText()).isEqualTo("large");
      assertThat(answer.get("reputation").asText()).isEqualTo("UNAVAILABLE");
      assertThat(client(service).get("/health").at("/breakers").has("reputation")).isFalse();
    }
  }

  /** At most 16 files, each with another combination of weaknesses, so that no cache helps. */
  private static void analyzeDifferentFiles(AthenaService service, int count) throws Exception {
    for (int n = 0; n < count; n++) {
      String content =
          "chmod 777 app\n".repeat(n & 1)
              + "curl -k build.example\n".repeat(n >> 1 & 1)
              + "eval $command\n".repeat(n >> 2 & 1)
              + "PASSWORD='not-real-at-all'\n".repeat(n >> 3 & 1);
      assertThat(client(service).analyze("a.sh", content).statusCode()).isEqualTo(200);
    }
  }

  private static String statistics(AthenaService service, String path) throws Exception {
    return client(service).get("/statistics").at(path).toString();
  }

  private static ServiceClient client(AthenaService service) {
    return new ServiceClient(service.port());
  }

  private static ModelEndpoint endpoint(ModelStub stub) {
    return new ModelEndpoint(stub.address() + "/v1", "key");
  }

  private static AthenaService start(FailureMode failures) throws IOException {
    return start(settings(failures, Optional.empty()));
  }

  private static AthenaService start(Settings settings) throws IOException {
    return AthenaService.start(settings);
  }

  private static Settings settings(FailureMode failures, Optional<ModelEndpoint> endpoint) {
    var hour = Duration.ofHours(1);
    return new Settings(0, MODELS, endpoint, NONE, failures, hour, hour);
  }
}
