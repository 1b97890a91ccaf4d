package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.metrics.Tags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsdSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1432, batch.size must be positive: 0",
    "1, 0, packet.size must be between 1 and 65507: 0",
    "1, 65508, packet.size must be between 1 and 65507: 65508",
  })
  void limitsOutOfRange_areRefused(int batchSize, int packetSize, String message) {
    Endpoint endpoint = new UdpEndpoint("localhost", 8125);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new StatsdSettings(endpoint, Dialect.PLAIN, Tags.NONE, batchSize, packetSize))
        .withMessage(message);
  }
}
