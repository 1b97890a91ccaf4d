package io.athena.apm.agent;

import io.athena.apm.command.TextTable;
import io.athena.apm.core.settings.ConfigFile;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.instrumentation.ai.prices.Price;
import io.athena.apm.instrumentation.ai.prices.PriceTable;
import io.athena.apm.instrumentation.ai.prices.Rates;
import io.athena.apm.instrumentation.ai.prices.TokenKind;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the prices that an agent would use if it were started with the same environment. */
@Command(
    name = "prices",
    description = {
      "Prints what a million tokens of each model cost, by the bundled table and the file that the",
      "setting ai.prices names. Exits with 1 if that file has problems or no price matches."
    })
final class PricesCommand implements Callable<Integer> {

  private final SettingSources shell;
  private final List<String> problems = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "Prints only the prices of this model, for each provider.")
  private String model;

  PricesCommand(Properties properties, Map<String, String> environment) {
    this.shell = SettingSources.of(null, properties, environment);
  }

  @Override
  public Integer call() {
    PriceTable table = PriceTable.read(file(), problem -> problems.add(problem.toString()));
    List<Price> prices = model == null ? table.all() : table.of(model);
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(out::println);
    if (prices.isEmpty()) {
      out.println(
          "No price of " + model + " is known; the setting ai.prices names a file with prices.");
    } else {
      table(prices).lines().forEach(out::println);
    }
    return problems.isEmpty() && !prices.isEmpty() ? 0 : 1;
  }

  private String file() {
    String config = shell.text(SettingTable.CONFIG.key());
    SettingSources all =
        config == null ? shell : shell.withFile(ConfigFile.read(config, problems::add));
    String file = all.text(SettingTable.AI_PRICES.key());
    return file == null ? "" : file;
  }

  private static TextTable table(List<Price> prices) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("PROVIDER", "MODELS", "FROM", "AS OF", ""));
    for (TokenKind kind : TokenKind.values()) {
      header.add(kind.key().toUpperCase(Locale.ROOT));
    }
    rows.add(header);
    for (Price price : prices) {
      rows.add(row(price, price.currency(), price.rates()));
      if (price.longRates() != price.rates()) {
        rows.add(row(price, "above " + price.longAbove(), price.longRates()));
      }
    }
    return new TextTable(5, rows);
  }

  private static List<String> row(Price price, String what, Rates rates) {
    List<String> row = new ArrayList<>();
    row.add(price.provider());
    row.add(String.join(" ", price.models()));
    row.add(price.origin().toString());
    row.add(price.asOf().isEmpty() ? "-" : price.asOf());
    row.add(what);
    for (TokenKind kind : TokenKind.values()) {
      BigDecimal rate = rates.perMillion(kind);
      row.add(rate == null ? "-" : rate.stripTrailingZeros().toPlainString());
    }
    return row;
  }
}
