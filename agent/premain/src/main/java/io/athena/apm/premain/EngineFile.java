package io.athena.apm.premain;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Opens the URL of one file of the {@link EngineArchive}. */
final class EngineFile extends URLStreamHandler {

  private final EngineArchive archive;
  private final String name;

  private EngineFile(EngineArchive archive, String name) {
    this.archive = archive;
    this.name = name;
  }

  static URL url(EngineArchive archive, String name) {
    try {
      return new URL(null, "athena-apm:" + name, new EngineFile(archive, name));
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {

      @Override
      public void connect() {
        // Nothing to connect to.
      }

      @Override
      public InputStream getInputStream() throws IOException {
        return archive.stream(name);
      }
    };
  }
}
