package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.LineWritingClient;
import com.timgroup.statsd.ServiceCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datadog's client as the exporter opens it. */
class ClientsTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void line_isWritten_beforeTheCallReturns() {
    try (DirectStatsDClient client = new Clients().open(text -> lines.add(text.toString()))) {
      client.count("c", 3, "k:v");
      assertThat(lines).containsExactly("c:3|c|#k:v\n");
      client.recordServiceCheckRun(
          ServiceCheck.builder().withName("s").withStatus(ServiceCheck.Status.OK).build());
      assertThat(lines).hasSize(2).last().isEqualTo("_sc|s|0\n");
    }
  }

  @Test
  void client_asksForNoThread() {
    List<Runnable> threads = new ArrayList<>();
    DirectStatsDClient client =
        LineWritingClient.open(
            Clients.builder()
                .threadFactory(
                    task -> {
                      threads.add(task);
                      return new Thread(() -> {});
                    }),
            text -> lines.add(text.toString()));
    client.count("c", 1);
    client.close();

    assertThat(threads).isEmpty();
  }

  @Test
  void valuesThatNeedSeveralLines_areLinesOfTheirOwn_eachNoLongerThanADatagram() {
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.0e-5 * i / 3;
    }
    try (DirectStatsDClient client = new Clients().open(text -> lines.add(text.toString()))) {
      client.recordDistributionValues("d", values, 0.5, "k:v");
    }

    assertThat(lines)
        .hasSizeGreaterThan(1)
        .allMatch(
            line -> line.length() <= Datagrams.LONGEST && line.endsWith("|d|@0.500000|#k:v\n"));
    assertThat(lines.stream().mapToInt(ClientsTest::values).sum()).isEqualTo(values.length);
  }

  private static int values(String line) {
    return line.substring(0, line.indexOf('|')).split(":").length - 1;
  }
}
