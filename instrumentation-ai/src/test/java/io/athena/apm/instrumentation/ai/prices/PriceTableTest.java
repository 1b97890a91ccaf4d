package io.athena.apm.instrumentation.ai.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

  private static final long MILLION = 1_000_000;

  @TempDir private Path folder;

  private final List<String> problems = new ArrayList<>();

  private PriceTable bundled() {
    return PriceTable.read("", problem -> problems.add(problem.toString()));
  }

  private PriceTable withOwn(String yaml) throws IOException {
    Path file = folder.resolve("prices.yaml");
    Files.writeString(file, yaml);
    return PriceTable.read(
        file.toString(), problem -> problems.add(problem.toString().replace(folder + "/", "")));
  }

  private static long cost(Price price, long... tokens) {
    return price.billionths(tokens);
  }

  @Test
  void bundledPrices_haveCurrencyDayAndPublicAddress() {
    assertThat(bundled().all())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            price -> {
              assertThat(price.currency()).isEqualTo("USD");
              assertThat(price.asOf()).matches("202\\d-\\d\\d-\\d\\d");
              assertThat(price.source()).startsWith("https://");
            });
    assertThat(problems).isEmpty();
  }

  @Test
  void bundledPrices_nameEachModelOnce() {
    List<String> models = new ArrayList<>();
    bundled().all().forEach(price -> models.addAll(price.models()));

    assertThat(models).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "openai,    gpt-4o-mini,                0.15,   0.6",
    "openai,    gpt-4o-mini-2024-07-18,     0.15,   0.6",
    "openai,    gpt-5-mini-2025-08-07,      0.25,   2",
    "anthropic, claude-sonnet-4-5-20250929, 3,      15",
    "anthropic, claude-opus-4-20250514,     15,     75",
    "gcp.gemini, gemini-2.5-flash,          0.3,    2.5",
  })
  void bundledPrice_isThatOfTheList(String provider, String model, String input, String output) {
    Rates rates = bundled().of(provider, model).rates();

    assertThat(rates.perMillion(TokenKind.INPUT)).isEqualByComparingTo(input);
    assertThat(rates.perMillion(TokenKind.OUTPUT)).isEqualByComparingTo(output);
  }

  @ParameterizedTest
  @CsvSource({
    "openai,            gpt-4o-2024-05-13",
    "openai,            gpt-4o-audio-preview",
    "openai,            gpt-99",
    "openai_compatible, gpt-4o",
    "azure.ai.openai,   gpt-4o",
    "aws.bedrock,       anthropic.claude-sonnet-4-5-20250929-v1:0",
  })
  void modelThatTheListDoesNotName_hasNoPrice(String provider, String model) {
    assertThat(bundled().of(provider, model)).isNull();
  }

  @Test
  void eachKindOfTokens_costsItsRate() throws IOException {
    Price price =
        withOwn(
                """
                prices:
                  - provider: p
                    models: m
                    input: 1
                    cached_input: 0.1
                    cache_write: 1.25
                    cache_write_1h: 2
                    output: 10
                    reasoning: 20
                """)
            .of("p", "m");

    assertThat(cost(price, 1, 10, 100, 1_000, 10_000, 100_000))
        .isEqualTo(1_000 + 1_000 + 125_000 + 2_000_000 + 100_000_000 + 2_000_000_000L);
  }

  @Test
  void reasoningAndHourWithoutRate_costAsOutputAndAsOtherWrites() throws IOException {
    Price price =
        withOwn("prices: [{provider: p, models: m, input: 1, cache_write: 2, output: 10}]")
            .of("p", "m");

    assertThat(cost(price, 0, 0, 0, 3, 0, 7)).isEqualTo(6_000 + 70_000);
    assertThat(cost(price, 0, 0, 3, TokenKind.UNTOLD, 0, 0)).isEqualTo(6_000);
  }

  @ParameterizedTest
  @CsvSource({
    "tokens of a kind without a rate,  0, 1, 0,  0",
    "writes of an untold lifetime,     0, 0, 1, -1",
    "more cached tokens than input,   -1, 0, 0,  0",
  })
  void cost_isUnknownFor(String what, long input, long cached, long written, long hour)
      throws IOException {
    Price price =
        withOwn("prices: [{provider: p, models: m, input: 1, cache_write: 1, cache_write_1h: 2}]")
            .of("p", "m");

    assertThat(cost(price, input, cached, written, hour, 0, 0)).as(what).isNegative();
  }

  @Test
  void fractionsOfABillionth_areRoundedHalfUp() throws IOException {
    Price price = withOwn("prices: [{provider: p, models: m, input: 0.0375}]").of("p", "m");

    assertThat(cost(price, 1, 0, 0, 0, 0, 0)).isEqualTo(38);
    assertThat(cost(price, 2, 0, 0, 0, 0, 0)).isEqualTo(75);
  }

  @Test
  void numbersThatNobodyUses_haveNoCost() throws IOException {
    Price price = withOwn("prices: [{provider: p, models: m, input: 100000}]").of("p", "m");

    assertThat(cost(price, Long.MAX_VALUE, 0, 0, 0, 0, 0)).isNegative();
  }

  @Test
  void longContext_costsItsRatesAboveTheLimit() {
    Price price = bundled().of("gcp.gemini", "gemini-2.5-pro");

    assertThat(cost(price, 200_000, 0, 0, 0, MILLION, 0)).isEqualTo(250_000_000 + 10_000_000_000L);
    assertThat(cost(price, 200_000, 1, 0, 0, MILLION, 0))
        .isEqualTo(500_000_000 + 250 + 15_000_000_000L);
  }

  @Test
  void ownEntry_winsOverTheBundledOne() throws IOException {
    PriceTable table =
        withOwn("prices: [{provider: openai, models: 'gpt-4o*', input: 1, output: 2}]");

    assertThat(table.of("openai", "gpt-4o").rates().perMillion(TokenKind.INPUT))
        .isEqualByComparingTo("1");
    assertThat(table.of("openai", "gpt-5").origin().file()).isEqualTo("athena-prices.csv");
  }

  @Test
  void closestPattern_wins() throws IOException {
    PriceTable table =
        withOwn(
            """
            prices:
              - {provider: "*", models: "*", input: 1}
              - {provider: ollama, models: "llama3*", input: 2}
              - {provider: ollama, models: llama3.2, input: 3}
            """);

    assertThat(table.of("ollama", "llama3.2").origin().line()).isEqualTo(4);
    assertThat(table.of("ollama", "llama3.1").origin().line()).isEqualTo(3);
    assertThat(table.of("ollama", "qwen3").origin().line()).isEqualTo(2);
  }

  @Test
  void entryWithAProblem_isReportedAndLeftOut() throws IOException {
    PriceTable table =
        withOwn(
            """
            currency: EUR
            prices:
              - {provider: p, models: a, input: 1}
              - {provider: p, models: b, input: cheap}
              - {provider: p, models: c, inptu: 1}
              - {provider: p, models: d, input: 0.1234567}
              - {provider: p, models: e, input: 1, currency: euro}
              - {provider: p, models: f}
              - {provider: p, models: g, input: 1, long_context: {output: 2}}
            """);

    assertThat(table.own()).extracting(Price::models).containsExactly(List.of("a"));
    assertThat(table.of("p", "a").currency()).isEqualTo("EUR");
    assertThat(problems)
        .containsExactly(
            "prices.yaml:4: 'input' must be a number from 0 to 1000000",
            "prices.yaml:5: 'inptu' is not a key of a price; nearest: input",
            "prices.yaml:6: a price has at most 6 digits after the point",
            "prices.yaml:7: a currency is three capital letters, such as USD",
            "prices.yaml:8: a price has provider, models and input",
            "prices.yaml:9: long_context has 'above', a number of input tokens");
  }

  @Test
  void fileThatCanNotBeRead_isTold() throws IOException {
    String file = Files.writeString(folder.resolve("prices.yaml"), "").toString();
    String absent = folder.resolve("no-such.yaml").toString();

    assertThat(PriceTable.isReadable(file, problems::add)).isTrue();
    assertThat(PriceTable.isReadable(absent, problems::add)).isFalse();
    assertThat(PriceTable.isReadable(folder.toString(), problems::add)).isFalse();
    assertThat(PriceTable.isReadable("a\0b", problems::add)).isFalse();
    assertThat(problems)
        .containsExactly(
            "ai.prices " + absent + " does not exist; it is ignored",
            "ai.prices " + folder + " is not a regular file; it is ignored",
            "ai.prices 'a b' is not a file name; it is ignored");
  }

  @Test
  void missingFile_isReported() {
    PriceTable.read("no-such.yaml", problem -> problems.add(problem.toString()));

    assertThat(problems).containsExactly("no-such.yaml: the file does not exist");
  }
}
