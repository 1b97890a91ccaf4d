package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpsTest {

  private static final String CERTIFICATE = "OTEL_EXPORTER_OTLP_CERTIFICATE";
  private static final String CLIENT_CERTIFICATE = "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE";
  private static final String CLIENT_KEY = "OTEL_EXPORTER_OTLP_CLIENT_KEY";

  @TempDir static Path directory;
  private static Keys right;
  private static Keys wrong;
  private static Keys rsaClient;
  private static Keys ecClient;

  private final OtlpFixture otlp = new OtlpFixture();
  private OtlpReceiver receiver;

  @BeforeAll
  static void makeKeys() throws Exception {
    right = Keys.of(directory, "right", "ip:127.0.0.1", "EC");
    wrong = Keys.of(directory, "wrong", "dns:wrong.example", "EC");
    rsaClient = Keys.of(directory, "rsa", "dns:client", "RSA");
    ecClient = Keys.of(directory, "ec", "dns:client", "EC");
  }

  private void start(Keys keys, Keys client) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(keys.server(client == null ? keys : client)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(client != null);
            parameters.setSSLParameters(tls);
          }
        });
    receiver = new OtlpReceiver(server);
    otlp.endpoint("https://127.0.0.1:" + receiver.port());
    otlp.metrics.counter("a").add(1);
  }

  @AfterEach
  void accountAddsUp() {
    receiver.close();
    assertThat(otlp.delivery.unaccounted()).isZero();
  }

  private void assertFailed() {
    assertThat(otlp.account())
        .isEqualTo("1 lines written: 0 sent, 0 dropped, 1 failed; 1 series not sent");
    assertThat(otlp.said).hasSize(1);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void certificateThatTheJvmDoesNotTrust_isRefused() throws Exception {
    start(right, null);
    otlp.flush();

    assertFailed();
  }

  @Test
  void certificateOfTheFile_isTrusted() throws Exception {
    start(right, null);
    otlp.environment(CERTIFICATE, right.certificate().toString()).flush().flush();

    assertThat(otlp.account()).isEqualTo("2 lines written: 2 sent, 0 dropped, 0 failed");
    assertThat(otlp.said).isEmpty();
  }

  @Test
  void wrongName_isRefused_thoughTheApplicationAcceptsAnyName() throws Exception {
    HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    try {
      start(wrong, null);
      otlp.environment(CERTIFICATE, wrong.certificate().toString()).flush();

      assertFailed();
      assertThat(otlp.said.get(0)).contains("127.0.0.1");
    } finally {
      HttpsURLConnection.setDefaultHostnameVerifier(before);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clientsCertificate_isSent(boolean rsa) throws Exception {
    Keys client = rsa ? rsaClient : ecClient;
    start(right, client);
    otlp.environment(CERTIFICATE, right.certificate().toString())
        .environment(CLIENT_CERTIFICATE, client.certificate().toString())
        .environment(CLIENT_KEY, client.key().toString())
        .flush();

    assertThat(otlp.said).isEmpty();
    assertThat(otlp.account()).isEqualTo("1 lines written: 1 sent, 0 dropped, 0 failed");
  }

  @Test
  void clientWithoutCertificate_isRefusedByTheServer() throws Exception {
    start(right, ecClient);
    otlp.environment(CERTIFICATE, right.certificate().toString()).flush();

    assertFailed();
  }

  @Test
  void missingFile_isNamed() throws Exception {
    start(right, null);
    otlp.environment(CERTIFICATE, directory.resolve("absent.crt").toString()).flush();

    assertFailed();
    assertThat(otlp.said.get(0)).contains("can't be used: ").contains("absent.crt");
  }

  @Test
  void keyInAnotherFormat_isALine() throws Exception {
    start(right, ecClient);
    Path key = Files.writeString(directory.resolve("old.key"), "-----BEGIN EC PRIVATE KEY-----\n");
    otlp.environment(CLIENT_CERTIFICATE, ecClient.certificate().toString())
        .environment(CLIENT_KEY, key.toString())
        .flush();

    assertFailed();
    assertThat(otlp.said.get(0)).contains("BEGIN PRIVATE KEY (PKCS #8)");
  }
}
