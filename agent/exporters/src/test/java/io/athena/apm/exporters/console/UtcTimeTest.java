package io.athena.apm.exporters.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {

  @Test
  void time_isThatOfTheIsoFormat() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      long millis = random.nextLong(-10_000_000_000L, 4_000_000_000_000L);
      StringBuilder text = new StringBuilder();

      UtcTime.appendMillis(millis, text);

      String iso = text.toString().replace(" UTC", "Z").replace(' ', 'T');
      assertThat(Instant.parse(iso)).isEqualTo(Instant.ofEpochMilli(millis));
      assertThat(iso).hasSize("2026-11-23T20:51:07.000Z".length());
    }
  }
}
