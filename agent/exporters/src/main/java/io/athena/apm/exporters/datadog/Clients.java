package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClientErrorHandler;
import io.athena.apm.exporters.statsd.Container;
import io.athena.apm.exporters.statsd.DogStatsdProtocol;
import io.athena.apm.metrics.Tags;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;

/** Opens Datadog's client, which reads Datadog's environment variables except the address. */
final class Clients {

  private static final int QUEUE = 1_024;
  private static final int BUFFERS = 8;

  private static final String[] OWN_TAGS = {"DD_ENTITY_ID", "DD_SERVICE", "DD_ENV", "DD_VERSION"};

  private Clients() {}

  /** Removes the constant tags that the client adds itself from {@code DD_SERVICE} and others. */
  static Tags withoutOwn(Tags constant) {
    Map<String, String> tags = constant.toMap();
    for (String key : new String[] {"service", "env", "version"}) {
      tags.remove(key, System.getenv("DD_" + key.toUpperCase(Locale.ROOT)));
    }
    return Tags.of(tags);
  }

  /** The bytes that the client adds to each line: Datadog's tags, and fields for the origin. */
  static int ownBytes(Map<String, String> environment, Container container) {
    int bytes = DogStatsdProtocol.of("1.6", environment, container).fields().length();
    for (String name : OWN_TAGS) {
      String value = environment.getOrDefault(name, "");
      // The longest of their keys is dd.internal.entity_id.
      bytes += value.isEmpty() ? 0 : 24 + 3 * value.length();
    }
    return bytes;
  }

  /**
   * A client for one flush. Its methods wait while its queue is full; {@code close} returns when
   * everything is sent. A thread of the client reports each datagram that could not be sent.
   */
  static DirectStatsDClient open(
      InetSocketAddress agent, int packetSize, StatsDClientErrorHandler problems) {
    return new NonBlockingStatsDClientBuilder()
        .addressLookup(() -> agent)
        .errorHandler(problems)
        .maxPacketSizeBytes(packetSize)
        .blocking(true)
        .queueSize(QUEUE)
        .bufferPoolSize(BUFFERS)
        .enableTelemetry(false)
        .enableAggregation(false)
        .buildDirectStatsDClient();
  }
}
