package io.athena.apm.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** The working folder of a server, in the kit's directory; closing it deletes it. */
record ServerFolder(Path path) implements AutoCloseable {

  static ServerFolder create(String server) {
    try {
      return new ServerFolder(Files.createTempDirectory(kit(), server + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parent of these folders. */
  static Path kit() throws IOException {
    var kit = Path.of(System.getProperty("athena.kit.directory", "target/kit"));
    return Files.createDirectories(kit).toAbsolutePath();
  }

  /** Creates a folder. */
  void folder(String name) {
    try {
      Files.createDirectory(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a resource of this package to a file, with {@code {folder}} and these filled in. */
  Path file(String resource, Map<String, String> values) {
    try (var stream = ServerFolder.class.getResourceAsStream(resource)) {
      var text = new String(stream.readAllBytes(), UTF_8).replace("{folder}", path.toString());
      for (var value : values.entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      return Files.writeString(path.resolve(resource), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
