package io.athena.apm.e2e;

import com.acme.CachedServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A war with {@link CachedServlet} at {@code /s} and its libraries. */
final class WebApplication {

  private static final String DESCRIPTOR =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>cached</servlet-name>
          <servlet-class>com.acme.CachedServlet</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>cached</servlet-name>
          <url-pattern>/s</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private WebApplication() {}

  /** Creates the content of the war in a folder. */
  static Path in(Path folder) throws IOException {
    var libraries = Files.createDirectories(folder.resolve("WEB-INF/lib"));
    for (var library : (Iterable<Path>) Artifacts.libraries()::iterator) {
      Files.copy(library, libraries.resolve(library.getFileName()));
    }
    Files.writeString(folder.resolve("WEB-INF/web.xml"), DESCRIPTOR);
    var name = CachedServlet.class.getName().replace('.', '/') + ".class";
    var classFile = folder.resolve("WEB-INF/classes").resolve(name);
    Files.createDirectories(classFile.getParent());
    try (var in = CachedServlet.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, classFile);
    }
    return folder;
  }
}
