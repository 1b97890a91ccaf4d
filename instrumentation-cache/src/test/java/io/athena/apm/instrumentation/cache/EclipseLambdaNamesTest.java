package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EclipseLambdaNamesTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static final String PRICES =
      """
      import com.github.benmanes.caffeine.cache.*;
      public class Prices {
        public static void load() {
          java.util.function.Supplier<Cache<String, String>> prices = () -> Caffeine.newBuilder().build();
          prices.get().getIfPresent("nothing");
        }
      }
      """;

  /** Its lambdas are {@code lambda$0}. */
  @Test
  void lambdaOfEclipsesCompiler_hasTheNameOfItsClass(@TempDir Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("Prices.java"), PRICES);
    String library = Caffeine.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String options = "--release 17 -proc:none -nowarn -cp " + library + " -d " + folder;
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    assertThat(BatchCompiler.compile(options + " " + source, out, out, null))
        .as("%s", messages)
        .isTrue();

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass("Prices").getMethod("load").invoke(null);
    }

    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("Prices");
  }
}
