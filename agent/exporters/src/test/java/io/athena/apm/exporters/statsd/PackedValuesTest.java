package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedValuesTest {

  private static final SeriesText TEXT = new SeriesText("d:", "");

  private final PackedValues form = new PackedValues();
  private final Interval interval = new Interval();

  @Test
  void everyWeight_isWhatTheAgentMakesOfItsRate() {
    for (long weight = 2; weight <= PackedValues.HEAVIEST; weight++) {
      byte[] text = new byte[Digits.LONGEST];
      int end = Digits.fraction(PackedValues.rate(weight), 9, text, 0);
      double rate = Double.parseDouble("0" + new String(text, 0, end, StandardCharsets.US_ASCII));

      assertThat((long) (1 / rate)).isEqualTo(weight);
      assertThat(1 / rate / weight - 1).isBetween(0.0, 1e-5);
    }
  }

  @Test
  void everyCountUpTo100000_arrivesExactly() {
    for (long count = 1; count <= 100_000; count++) {
      DogStatsdAgent agent = new DogStatsdAgent();

      for (String line : write(count)) {
        agent.receive(line);
      }

      assertThat(agent.count("d")).isEqualTo(count);
    }
  }

  private List<String> write(long count) {
    interval.clear();
    interval.add(50, count);
    CollectedLines sink = new CollectedLines(1_432);
    form.write(new HistogramSeries(TEXT, 1, (value, amount) -> {}), interval, sink);
    return sink.lines();
  }
}
