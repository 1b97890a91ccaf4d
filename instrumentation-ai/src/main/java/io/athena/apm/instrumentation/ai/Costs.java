package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.instrumentation.ai.prices.Price;
import io.athena.apm.instrumentation.ai.prices.PriceTable;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Registry;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Counts what answers cost. The price table is read before a flush, on the athena-apm thread, once
 * there is an answer; answers wait for it until then.
 */
final class Costs implements Runnable {

  /** More are priced at once, by who brings them. */
  private static final int MOST_WAITING = 10_000;

  /** More models than an application asks; beyond, each price is looked up anew. */
  private static final int MOST_KNOWN = 1_000;

  private record Answer(AiRequest request, TokenUsage usage) {}

  /** A model's price; null for none. */
  private record Known(Price price) {}

  private final Family<Counter> cost;
  private final Family<Counter> unknown;
  private final AgentLog log;
  private final String file;
  private final BlockingQueue<Answer> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Map<String, Map<String, Known>> known = new ConcurrentHashMap<>();
  private volatile PriceTable table;

  /**
   * No costs yet.
   *
   * @param file the operator's prices; empty for none. One that can't be read is reported
   */
  Costs(Registry registry, AgentLog log, String file) {
    this.cost = registry.counters(AiMetrics.COST);
    this.unknown = registry.counters(AiMetrics.COST_UNKNOWN);
    this.log = log;
    this.file = file.isEmpty() || PriceTable.isReadable(file, log) ? file : "";
  }

  /** Any thread. */
  void add(AiRequest request, TokenUsage usage) {
    if (usage.isUnknown()) {
      unknown.get(request.provider(), request.model()).increment();
    } else if (table != null || !waiting.offer(new Answer(request, usage))) {
      count(request, usage);
    }
  }

  @Override
  public void run() {
    for (Answer each = waiting.poll(); each != null; each = waiting.poll()) {
      count(each.request(), each.usage());
    }
  }

  private void count(AiRequest request, TokenUsage usage) {
    Price price = price(request.provider(), request.model());
    long billionths = price == null ? -1 : price.billionths(usage.byKind(request.provider()));
    if (billionths >= 0) {
      cost.get(request.provider(), request.model(), price.currency()).add(billionths);
      return;
    }
    unknown.get(request.provider(), request.model()).increment();
    if (price != null) {
      log.warnOnce(
          price.origin()
              + ": a request to "
              + request.provider()
              + " "
              + request.model()
              + " used tokens that have no price here; its cost is not counted");
    }
  }

  private Price price(String provider, String model) {
    Map<String, Known> models = known.computeIfAbsent(provider, any -> new ConcurrentHashMap<>());
    Known found = models.get(model);
    if (found == null) {
      found = new Known(table().of(provider, model));
      if (found.price() == null) {
        log.warnOnce(
            "no price of "
                + provider
                + " "
                + model
                + " is known, so its cost is not counted; the setting ai.prices names a file with"
                + " prices");
      }
      if (models.size() < MOST_KNOWN) {
        models.put(model, found);
      }
    }
    return found.price();
  }

  /** Two threads may read it at the same time, which does no harm. */
  private PriceTable table() {
    if (table == null) {
      table = PriceTable.read(file, problem -> log.warnOnce(problem.toString()));
    }
    return table;
  }
}
