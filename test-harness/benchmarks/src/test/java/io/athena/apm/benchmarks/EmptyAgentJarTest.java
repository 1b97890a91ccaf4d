package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.benchmarks.program.EmptyAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyAgentJarTest {

  @Test
  void jar_holdsOneClassThatIsAnAgent(@TempDir Path folder) throws IOException {
    try (var jar = new JarFile(EmptyAgentJar.in(folder).toFile())) {
      var attributes = jar.getManifest().getMainAttributes();

      assertThat(attributes.getValue("Premain-Class")).isEqualTo(EmptyAgent.class.getName());
      assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(jar.stream().map(Object::toString))
          .containsExactly(
              "META-INF/MANIFEST.MF", EmptyAgent.class.getName().replace('.', '/') + ".class");
    }
  }
}
