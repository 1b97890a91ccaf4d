package io.athena.apm.instrumentation.ai.prices;

import io.athena.apm.rules.Problems;
import io.athena.apm.rules.RuleProblem;
import io.athena.apm.rules.RuleText;
import io.athena.apm.rules.YamlDocument;
import io.athena.apm.rules.YamlMap;
import io.athena.apm.rules.YamlText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses the operator's price file. An entry with a problem is left out. */
final class PriceReader {

  private static final Set<String> OF_FILE = Set.of("currency", "prices");
  private static final Set<String> OF_LONG = keys("above");
  private static final Set<String> OF_PRICE =
      keys("provider", "models", "currency", "long_context", "as_of", "source");

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
  private static final String CURRENCY = "[A-Z]{3}";

  private final Problems problems;

  private PriceReader(Problems problems) {
    this.problems = problems;
  }

  private static Set<String> keys(String... more) {
    Set<String> keys = new HashSet<>(List.of(more));
    for (TokenKind kind : TokenKind.values()) {
      keys.add(kind.key());
    }
    return keys;
  }

  static List<Price> read(Path file, Consumer<RuleProblem> log) {
    Problems problems = new Problems(file.toString());
    String yaml = RuleText.read(file, problems);
    Node document = yaml == null ? null : YamlDocument.read(yaml, problems);
    List<Price> prices = document == null ? List.of() : new PriceReader(problems).file(document);
    problems.byLine().forEach(log);
    return prices;
  }

  private List<Price> file(Node document) {
    List<Price> prices = new ArrayList<>();
    YamlMap file = YamlMap.of(document, "the file", OF_FILE, problems);
    if (file != null) {
      String currency = currency(file, "USD");
      for (Node node : file.items("prices")) {
        int before = problems.count();
        Price price = price(node, currency);
        if (problems.count() == before) {
          prices.add(price);
        }
      }
    }
    return prices;
  }

  private Price price(Node node, String ofFile) {
    YamlMap map = YamlMap.of(node, "a price", OF_PRICE, problems);
    if (map == null) {
      return null;
    }
    if (map.lacks("provider") || map.lacks("models") || map.lacks("input")) {
      problems.add(map.line(), "a price has provider, models and input");
    }
    List<String> models = new ArrayList<>();
    for (YamlText model : map.texts("models")) {
      models.add(model.text());
    }
    Rates rates = rates(map, null);
    YamlMap longer =
        map.has("long_context")
            ? YamlMap.of(map.node("long_context"), "long_context", OF_LONG, problems)
            : null;
    return new Price(
        text(map, "provider"),
        models,
        currency(map, ofFile),
        rates,
        longer == null ? Long.MAX_VALUE : above(longer),
        longer == null ? rates : rates(longer, rates),
        text(map, "as_of"),
        text(map, "source"),
        problems.at(map.line()));
  }

  private String currency(YamlMap map, String otherwise) {
    String code = text(map, "currency");
    if (code.isEmpty()) {
      return otherwise;
    }
    if (!code.matches(CURRENCY)) {
      problems.add(map.line("currency"), "a currency is three capital letters, such as USD");
    }
    return code;
  }

  private static String text(YamlMap map, String key) {
    YamlText text = map.text(key);
    return text == null ? "" : text.text();
  }

  private Rates rates(YamlMap map, Rates others) {
    Map<TokenKind, BigDecimal> rates = new EnumMap<>(TokenKind.class);
    for (TokenKind kind : TokenKind.values()) {
      if (map.has(kind.key())) {
        BigDecimal rate = number(map, kind.key(), MOST);
        if (rate.scale() > Rates.MOST_DECIMALS) {
          problems.add(map.line(kind.key()), "a price has at most 6 digits after the point");
        } else {
          rates.put(kind, rate);
        }
      }
    }
    return new Rates(rates, others);
  }

  private long above(YamlMap map) {
    if (map.lacks("above")) {
      problems.add(map.line(), "long_context has 'above', a number of input tokens");
    }
    return map.has("above") ? number(map, "above", BigDecimal.valueOf(1e9)).longValue() : 0;
  }

  private BigDecimal number(YamlMap map, String key, BigDecimal most) {
    String text = YamlText.scalar(map.node(key));
    try {
      BigDecimal number = new BigDecimal(text == null ? "" : text).stripTrailingZeros();
      if (number.signum() >= 0 && number.compareTo(most) <= 0) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Reported like a number out of range.
    }
    problems.add(map.line(key), "'" + key + "' must be a number from 0 to " + most.toPlainString());
    return BigDecimal.ZERO;
  }
}
