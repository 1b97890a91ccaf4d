package io.athena.apm.exporters.otlp;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The files for HTTPS, in PEM format. Without any, the server is checked by the JVM's trust store.
 *
 * @param trusted the certificates to trust instead; empty for the JVM's
 * @param key the client's private key, in PKCS #8; empty for none
 * @param certificate the client's certificates; empty for none
 */
public record TlsFiles(String trusted, String key, String certificate) {

  private static final char[] NO_PASSWORD = {};
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519"};

  /**
   * Reads the files. Nothing of the application's own defaults for HTTPS is used: it may have
   * switched checks off.
   */
  SSLSocketFactory socketFactory() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          key.isEmpty() || certificate.isEmpty() ? null : keyManagers().getKeyManagers(),
          trusted.isEmpty() ? null : trustManagers().getTrustManagers(),
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException unusable) {
      throw new IOException("a file for HTTPS can't be used: " + unusable.getMessage(), unusable);
    }
  }

  private TrustManagerFactory trustManagers() throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (Certificate each : certificates(trusted)) {
      store.setCertificateEntry("trusted" + store.size(), each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private KeyManagerFactory keyManagers() throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
    store.setKeyEntry("client", privateKey(), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = new FileInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException, IOException {
    String pem = Files.readString(Path.of(key), StandardCharsets.US_ASCII);
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = pem.indexOf(begin) + begin.length();
    int to = pem.indexOf("-----END PRIVATE KEY-----", from);
    if (from < begin.length() || to < 0) {
      throw new IOException("the client's key is not a PEM file with BEGIN PRIVATE KEY (PKCS #8)");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(from, to));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException another) {
        // The next algorithm.
      }
    }
    throw new IOException("the client's key is of none of the algorithms RSA, EC and Ed25519");
  }
}
