package io.athena.apm.instrumentation.ai.prices;

import io.athena.apm.rules.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the agent's own prices, a line each. They are not YAML, as the operator's are, because a
 * service reads them at its start if it makes an AI call: the YAML library takes 0.1 s of CPU to
 * load and to read them.
 */
final class BundledPrices {

  private static final String FILE = "athena-prices.csv";
  private static final String CURRENCY = "USD";

  private final List<String> columns;
  private final String[] values;

  private BundledPrices(List<String> columns, String line) {
    this.columns = columns;
    this.values = line.split(",", -1);
  }

  static List<Price> read() {
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                BundledPrices.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return read(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<Price> read(BufferedReader file) throws IOException {
    List<Price> prices = new ArrayList<>();
    List<String> columns = null;
    int number = 0;
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      number++;
      if (columns != null) {
        prices.add(new BundledPrices(columns, line).price(new Origin(FILE, number)));
      } else if (!line.startsWith("#")) {
        columns = Arrays.asList(line.split(","));
      }
    }
    return prices;
  }

  private Price price(Origin origin) {
    Rates rates = rates("", null);
    String above = value("above");
    return new Price(
        value("provider"),
        Arrays.asList(value("models").split(" ")),
        CURRENCY,
        rates,
        above.isEmpty() ? Long.MAX_VALUE : Long.parseLong(above),
        above.isEmpty() ? rates : rates("above_", rates),
        value("as_of"),
        value("source"),
        origin);
  }

  private Rates rates(String prefix, Rates others) {
    Map<TokenKind, BigDecimal> rates = new EnumMap<>(TokenKind.class);
    for (TokenKind kind : TokenKind.values()) {
      String rate = value(prefix + kind.key());
      if (!rate.isEmpty()) {
        rates.put(kind, new BigDecimal(rate));
      }
    }
    return new Rates(rates, others);
  }

  private String value(String column) {
    return values[columns.indexOf(column)];
  }
}
