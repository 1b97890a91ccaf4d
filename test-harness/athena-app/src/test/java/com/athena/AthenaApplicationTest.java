package com.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AthenaApplicationTest {

  private static final String READY = "athena-app listening on ";

  @Test
  void vulnerableSample_isAnsweredWithItsFindings() throws Exception {
    var process = start();
    try (var out = process.inputReader()) {
      String ready = out.readLine();
      assertThat(ready)
          .startsWith(READY)
          .endsWith(" (models: athena-large, athena-medium, athena-small)");

      String address = ready.substring(READY.length(), ready.indexOf(' ', READY.length()));
      assertThat(analyze(address, "profile.php"))
          .contains("\"verdict\":\"VULNERABLE\"", "sql_injection", "cross_site_scripting");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Process start() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(
            java, "-Dathena.port=0", "-cp", classPath, AthenaApplication.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String analyze(String address, String sample) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address + "/analyze?name=" + sample))
            .POST(BodyPublishers.ofFile(Path.of("samples", sample)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
