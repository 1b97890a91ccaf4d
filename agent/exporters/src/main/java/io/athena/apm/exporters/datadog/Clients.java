package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.LineSink;
import com.timgroup.statsd.LineWritingClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import io.athena.apm.core.metrics.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Opens clients of Datadog's environment; in which container this is, they find out themselves. */
final class Clients implements ClientSource {

  /** Any. */
  Clients() {}

  /** The tags without those that the client adds by itself: of {@code DD_SERVICE} and the like. */
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

  @Override
  public DirectStatsDClient open(LineSink lines) {
    return LineWritingClient.open(builder(), lines);
  }

  /** The client as it is opened. */
  static NonBlockingStatsDClientBuilder builder() {
    return new NonBlockingStatsDClientBuilder().maxPacketSizeBytes(Datagrams.LONGEST);
  }
}
