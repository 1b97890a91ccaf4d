package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A source file that only one test needs.
 *
 * @param file its path below the root of the sources
 * @param text its content
 */
record SourceCode(String file, String text) {

  /**
   * Compiles to a new folder, for Java 17.
   *
   * @param folder the parent of the folders for source and class files
   * @param options further options of the compiler
   * @return the folder
   */
  Path compileIn(Path folder, String... options) throws IOException {
    var source = folder.resolve(file);
    Files.createDirectories(source.getParent());
    Files.writeString(source, text);
    var arguments = new ArrayList<>(List.of("--release", "17", "-d", folder.toString()));
    arguments.addAll(List.of(options));
    arguments.add(source.toString());
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
    return folder;
  }
}
