package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DatagramObserver;
import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.ObservedStatsDClient;
import io.athena.apm.core.metrics.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Opens clients.
 *
 * @param host of the Agent
 * @param port of the Agent
 */
public record Clients(String host, int port) implements ClientSource {

  private static final int QUEUE = 1_024;

  /** The tags without those that the client adds by itself: of {@code DD_SERVICE} and the like. */
  public static Tags withoutOwn(Tags constant) {
    Map<String, String> tags = new TreeMap<>();
    constant.forEach(
        new BiConsumer<String, String>() {
          @Override
          public void accept(String key, String value) {
            tags.put(key, value);
          }
        });
    for (String key : new String[] {"service", "env", "version"}) {
      tags.remove(key, System.getenv("DD_" + key.toUpperCase(Locale.ROOT)));
    }
    return Tags.of(tags);
  }

  @Override
  public DirectStatsDClient open(DatagramObserver observer) {
    NonBlockingStatsDClientBuilder builder =
        new NonBlockingStatsDClientBuilder()
            .hostname(host)
            .port(port)
            .blocking(true)
            .queueSize(QUEUE)
            .bufferPoolSize(8)
            .enableTelemetry(false)
            .enableAggregation(false);
    return ObservedStatsDClient.open(builder, observer);
  }
}
