package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and its certificate, made by the JDK's keytool, as files in PEM format.
 *
 * @param certificate the file of the certificate
 * @param key the file of the private key
 */
record Keys(KeyStore store, Path certificate, Path key) {

  private static final char[] PASSWORD = "password".toCharArray();

  /** For a name as in keytool's {@code -ext san}: {@code ip:127.0.0.1}. */
  static Keys of(Path directory, String file, String name, String algorithm) throws Exception {
    Path store = directory.resolve(file + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "one",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + file,
                "-ext",
                "san=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD);
    }
    return new Keys(
        loaded,
        pem(
            directory.resolve(file + ".crt"),
            "CERTIFICATE",
            loaded.getCertificate("one").getEncoded()),
        pem(
            directory.resolve(file + ".key"),
            "PRIVATE KEY",
            loaded.getKey("one", PASSWORD).getEncoded()));
  }

  private static Path pem(Path file, String what, byte[] encoded) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what));
  }

  /** For a server that trusts this certificate of clients. */
  SSLContext server(Keys trusted) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry("client", trusted.store().getCertificate("one"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
