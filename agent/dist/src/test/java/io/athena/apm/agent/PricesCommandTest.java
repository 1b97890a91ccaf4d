package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PricesCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine line = new CommandLine(new PricesCommand(new Properties(), environment));
    return line.setOut(new PrintWriter(out)).execute(arguments);
  }

  @Test
  void withoutModel_printsAllEntriesWithTheirDay() {
    assertThat(run(Map.of())).isZero();

    assertThat(out.toString().lines().count()).isGreaterThan(50);
    assertThat(out.toString())
        .containsPattern("openai +gpt-4o-mini gpt-4o-mini-2024-07-18 +athena-prices.csv:\\d+ +2");
  }

  @Test
  void withModel_printsWhatHoldsForIt() {
    assertThat(run(Map.of(), "gemini-2.5-pro")).isZero();

    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "PROVIDER MODELS FROM AS OF INPUT CACHED_INPUT CACHE_WRITE CACHE_WRITE_1H OUTPUT REASONING",
            "gcp.gemini gemini-2.5-pro athena-prices.csv:"
                + line()
                + " 2025-10-31 USD 1.25 0.125 - - 10 -",
            "gcp.gemini gemini-2.5-pro athena-prices.csv:"
                + line()
                + " 2025-10-31 above 200000 2.5 0.25 - - 15 -");
  }

  private String line() {
    return out.toString().replaceAll("(?s).*athena-prices.csv:(\\d+).*", "$1");
  }

  @Test
  void ownPrice_isPrintedInPlaceOfTheBundledOne() throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, "prices: [{provider: openai, models: gpt-4o, input: 9}]");

    assertThat(run(Map.of("APM_AI_PRICES", file.toString()), "gpt-4o")).isZero();

    assertThat(out.toString()).contains(file + ":1").doesNotContain("athena-prices.csv");
  }

  @Test
  void unknownModel_exitsWithOneAndNamesTheSetting() {
    assertThat(run(Map.of(), "gpt-99")).isEqualTo(1);

    assertThat(out.toString().trim())
        .isEqualTo("No price of gpt-99 is known; the setting ai.prices names a file with prices.");
  }

  @Test
  void fileWithAProblem_exitsWithOneAndNamesTheLine() throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, "prices: [{provider: openai, models: gpt-4o}]");

    assertThat(run(Map.of("APM_AI_PRICES", file.toString()), "gpt-4o")).isEqualTo(1);

    assertThat(out.toString()).startsWith(file + ":1: a price has provider, models and input");
  }
}
