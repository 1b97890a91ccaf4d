package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClientErrorHandler;
import io.athena.apm.exporters.statsd.ContainerFiles;
import io.athena.apm.exporters.statsd.DogStatsdProtocol;
import io.athena.apm.metrics.Tags;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Opens Datadog's client. It reads Datadog's environment itself, except for the address. */
final class Clients {

  private static final int QUEUE = 1_024;
  private static final int BUFFERS = 8;

  private static final String[] OWN_TAGS = {"DD_ENTITY_ID", "DD_SERVICE", "DD_ENV", "DD_VERSION"};

  private Clients() {}

  /** The constant tags without those that the client adds: of {@code DD_SERVICE} and the like. */
  static Tags withoutOwn(Tags constant) {
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

  /** The bytes that the client adds to each line: Datadog's tags, and fields for the origin. */
  static int ownBytes(Map<String, String> environment, ContainerFiles files) {
    int bytes = DogStatsdProtocol.of("1.6", environment, files).fields().length();
    for (String name : OWN_TAGS) {
      String value = environment.getOrDefault(name, "");
      // The longest of their keys is dd.internal.entity_id.
      bytes += value.isEmpty() ? 0 : 24 + 3 * value.length();
    }
    return bytes;
  }

  /**
   * A client for one flush. Its methods wait while its queue is full, and {@code close} returns
   * when everything was sent.
   *
   * @param packetSize the longest datagram
   * @param problems is called for each datagram that could not be sent, on a thread of the client
   */
  static DirectStatsDClient open(
      InetSocketAddress agent, int packetSize, StatsDClientErrorHandler problems) {
    return builder(packetSize)
        .addressLookup(new Address(agent))
        .errorHandler(problems)
        .buildDirectStatsDClient();
  }

  private static NonBlockingStatsDClientBuilder builder(int packetSize) {
    return new NonBlockingStatsDClientBuilder()
        .maxPacketSizeBytes(packetSize)
        .blocking(true)
        .queueSize(QUEUE)
        .bufferPoolSize(BUFFERS)
        .enableTelemetry(false)
        .enableAggregation(false);
  }

  private record Address(InetSocketAddress agent) implements Callable<SocketAddress> {

    @Override
    public SocketAddress call() {
      return agent;
    }
  }
}
