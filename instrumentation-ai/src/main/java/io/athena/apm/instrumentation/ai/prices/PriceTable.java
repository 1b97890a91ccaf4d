package io.athena.apm.instrumentation.ai.prices;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.rules.RuleProblem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The prices that hold: an entry of the operator's file wins over the bundled ones. Immutable.
 *
 * @param own the operator's entries
 * @param bundled those of the agent
 */
public record PriceTable(List<Price> own, List<Price> bundled) {

  /**
   * Reads the bundled table and the operator's file.
   *
   * @param file its path; empty for none
   * @param problems told about each problem of the file; entries without one are used
   */
  public static PriceTable read(String file, Consumer<RuleProblem> problems) {
    List<Price> own = file.isEmpty() ? List.of() : PriceReader.read(Path.of(file), problems);
    return new PriceTable(own, BundledPrices.read());
  }

  /**
   * Tells whether the operator's file can be read, without reading it: it is part of each start.
   *
   * @param problems gets one sentence if it can't
   */
  public static boolean isReadable(String file, Consumer<String> problems) {
    try {
      String problem = problem(Path.of(file));
      if (problem == null) {
        return true;
      }
      problems.accept("ai.prices " + file + " " + problem + "; it is ignored");
    } catch (InvalidPathException notPath) {
      problems.accept("ai.prices " + Excerpt.of(file) + " is not a file name; it is ignored");
    }
    return false;
  }

  private static String problem(Path file) {
    if (!Files.exists(file)) {
      return "does not exist";
    }
    if (!Files.isRegularFile(file)) {
      return "is not a regular file";
    }
    return Files.isReadable(file) ? null : "can't be read";
  }

  /** The price of a model; null for none. */
  public Price of(String provider, String model) {
    Price price = closest(own, provider, model);
    return price == null ? closest(bundled, provider, model) : price;
  }

  private static Price closest(List<Price> prices, String provider, String model) {
    Price closest = null;
    int most = -1;
    for (Price price : prices) {
      int closeness = price.closeness(provider, model);
      if (closeness > most) {
        closest = price;
        most = closeness;
      }
    }
    return closest;
  }

  /** The price of a model at each provider that has one. */
  public List<Price> of(String model) {
    Map<String, Price> byProvider = new LinkedHashMap<>();
    for (Price each : all()) {
      String provider = each.provider();
      if (!byProvider.containsKey(provider) && of(provider, model) != null) {
        byProvider.put(provider, of(provider, model));
      }
    }
    return List.copyOf(new LinkedHashSet<>(byProvider.values()));
  }

  /** All entries, the operator's first. */
  public List<Price> all() {
    List<Price> all = new ArrayList<>(own);
    all.addAll(bundled);
    return all;
  }
}
