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
 * Opens clients. Where no host is given the client finds the Agent by {@code DD_DOGSTATSD_URL} or
 * {@code DD_AGENT_HOST} and {@code DD_DOGSTATSD_PORT}, and where there is neither here.
 *
 * @param host of the Agent; null for what the environment says
 * @param port of the Agent, where a host is given
 */
public record Clients(String host, int port) implements ClientSource {

  private static final int QUEUE = 1_024;

  /** As the environment says: {@code DD_DOGSTATSD_URL}, {@code DD_AGENT_HOST}, this machine. */
  public static Clients ofEnvironment() {
    boolean told =
        System.getenv("DD_DOGSTATSD_URL") != null || System.getenv("DD_AGENT_HOST") != null;
    return new Clients(told ? null : "localhost", port(System.getenv("DD_DOGSTATSD_PORT")));
  }

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

  private static int port(String text) {
    try {
      return text == null ? 8125 : Integer.parseInt(text);
    } catch (NumberFormatException bad) {
      return 8125;
    }
  }

  @Override
  public DirectStatsDClient open(DatagramObserver observer) {
    String url = System.getenv("DD_DOGSTATSD_URL");
    if (host == null && url != null && url.startsWith("unix")) {
      throw new IllegalStateException(
          "DD_DOGSTATSD_URL is a Unix socket, which Datadog's client reaches by native code that is"
              + " not in this agent; provider=statsd with endpoint=unixstream:///path can");
    }
    NonBlockingStatsDClientBuilder builder =
        new NonBlockingStatsDClientBuilder()
            .blocking(true)
            .queueSize(QUEUE)
            .bufferPoolSize(8)
            .enableTelemetry(false)
            .enableAggregation(false);
    if (host != null) {
      builder.hostname(host).port(port);
    }
    return ObservedStatsDClient.open(builder, observer);
  }
}
