package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.EtsyStatsdServer;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.ReportingServer.Kind;
import io.athena.apm.kit.UdpListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The unmodified sample service: the server's numbers equal the service's own numbers exactly. */
class AthenaServiceIT {

  private static final int LONGEST_DATAGRAM = 1432;
  private static final int MOST_LINES = 100;

  /** Names of all metrics that count the application's work. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "(ai|cache\\.(hit|miss)|circuit[_.]breaker\\.event|file\\.analysis|files\\.analyzed|vulnerabilities"
              + "|malware)\\..*|files\\.size");

  /** Only the agent knows the class of an error; the comparison ignores the tag's value. */
  private static final Pattern WITH_ERROR =
      Pattern.compile(
          "(ai\\.(?:call\\.error|(?:call|analysis)\\.duration)|file\\.analysis\\.duration\\.FileAnalyzer)"
              + "\\.[^.]+(.*)");

  @Compatibility
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void etsyServer_hasTheServicesOwnNumbers(Jdk jdk) {
    try (var server = EtsyStatsdServer.start();
        var service = AthenaService.start(plain(jdk, server))) {
      var statistics = service.work("athena-large");
      service.terminate();
      assertReceived(server, statistics);
    }
  }

  /** The names are short enough for collectd. Its times can't be compared, see its dialect. */
  @Compatibility
  @ParameterizedTest
  @EnumSource
  void reportingServer_hasTheServicesOwnNumbers(Kind kind) {
    try (var server = kind.start();
        var service =
            AthenaService.start(
                Measured.jvm(Jdk.running(), server.port())
                    .environment("APM_STATSD_DIALECT", Measured.dialect(kind)))) {
      var statistics = service.work("athena-large");
      service.terminate();
      server.barrier();
      var expected = ExpectedCounter.byPlainName(expected(kind, statistics));
      assertThat(spelled(kind, compared(server.counters()))).isEqualTo(spelled(kind, expected));
      assertThat(server.troubles()).isEmpty();
    }
  }

  private static List<ExpectedCounter> expected(Kind kind, Statistics statistics) {
    var expected = ExpectedCounters.of(statistics);
    return kind == Kind.COLLECTD ? inMillionths(expected) : expected;
  }

  private static List<ExpectedCounter> inMillionths(List<ExpectedCounter> counters) {
    return counters.stream().map(ExpectedCounter::inMillionths).toList();
  }

  private static Map<String, Double> spelled(Kind kind, Map<String, Double> counters) {
    var spelled = new TreeMap<String, Double>();
    counters.forEach((name, value) -> spelled.put(kind.spelled(name), value));
    return spelled;
  }

  /** With one model there is no failover. */
  @Test
  void onlyModel_failsAnalyses() {
    try (var server = EtsyStatsdServer.start();
        var service =
            AthenaService.start(
                plain(Jdk.running(), server).property("athena.models", "gpt-oss"))) {
      var statistics = service.work("gpt-oss");
      service.terminate();
      assertReceived(server, statistics);
    }
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void dogStatsd_hasTheServicesOwnNumbers(Jdk jdk) {
    try (var server = UdpListener.start();
        var service = AthenaService.start(Measured.jvm(jdk, server.port()))) {
      var statistics = service.work("athena-large");
      service.terminate();
      assertReceived(
          Measured.totals(server),
          ExpectedCounters.of(statistics),
          ExpectedCounters.distributions(statistics));
      assertThat(server.datagrams())
          .allMatch(datagram -> datagram.size() <= LONGEST_DATAGRAM)
          .allMatch(datagram -> datagram.lines().size() <= MOST_LINES);
    }
  }

  @Compatibility
  @ParameterizedTest
  @EnumSource(names = {"INFLUX", "NEWRELIC"})
  void dialectWithTags_hasTheServicesOwnNumbers(Dialect dialect) {
    try (var server = UdpListener.start();
        var service = AthenaService.start(speaking(dialect, server.port()))) {
      var statistics = service.work("athena-large");
      service.terminate();
      var totals = StatsdTotals.of(Measured.lines(server), dialect::parse);
      assertReceived(
          totals,
          inMillionths(ExpectedCounters.of(statistics)),
          ExpectedCounters.distributions(statistics));
    }
  }

  /** The server treats tags as a part of the name; Graphite splits them off. */
  @Test
  void etsyServer_hasTheServicesOwnNumbers_withGraphitesTags() {
    try (var server = EtsyStatsdServer.start();
        var service = AthenaService.start(speaking(Dialect.GRAPHITE, server.port()))) {
      var statistics = service.work("athena-large");
      service.terminate();
      server.barrier();
      assertReceived(
          StatsdTotals.of(asLines(server), Dialect.GRAPHITE::parse),
          graphite(ExpectedCounters.of(statistics)),
          graphite(ExpectedCounters.distributions(statistics)));
      assertThat(server.badLines()).isZero();
    }
  }

  private static List<ExpectedCounter> graphite(List<ExpectedCounter> counters) {
    return counters.stream().map(AthenaServiceIT::graphite).toList();
  }

  /** Graphite has a tag {@code name} of its own, and the server deletes other characters. */
  private static ExpectedCounter graphite(ExpectedCounter counter) {
    var tags = new TreeMap<>(counter.tags());
    tags.replaceAll((key, value) -> value.replaceAll("[^A-Za-z0-9_.-]", "_"));
    if (tags.containsKey("name")) {
      tags.put("name_", tags.remove("name"));
    }
    return new ExpectedCounter(counter.metric(), tags, counter.value());
  }

  /** The server's report, as one line for each series. */
  private static List<String> asLines(EtsyStatsdServer server) {
    var lines = new ArrayList<String>();
    server.counters().forEach((key, value) -> lines.add(key + ":" + value + "|c"));
    server
        .timerCounts()
        .forEach((key, count) -> Collections.addAll(lines, values(key, count.intValue())));
    return lines;
  }

  private static String[] values(String key, int count) {
    var values = new String[count];
    Arrays.fill(values, key + ":1|ms");
    return values;
  }

  private static ForkedJvmBuilder speaking(Dialect dialect, int port) {
    return Measured.jvm(Jdk.running(), port).environment("APM_STATSD_DIALECT", dialect.toString());
  }

  private static ForkedJvmBuilder plain(Jdk jdk, EtsyStatsdServer server) {
    return Measured.jvm(jdk, server.port()).environment("APM_STATSD_DIALECT", "plain");
  }

  private static void assertReceived(EtsyStatsdServer server, Statistics statistics) {
    server.barrier();
    var expected = ExpectedCounters.of(statistics);
    var counters = server.counters();
    assertThat(compared(counters)).isEqualTo(ExpectedCounter.byPlainName(expected));
    assertThat(compared(server.timerCounts()))
        .isEqualTo(ExpectedCounter.byPlainName(ExpectedCounters.distributions(statistics)));
    assertThat(server.badLines()).isZero();
    assertThat(counters.keySet())
        .noneMatch(name -> name.startsWith("athena.agent.error"))
        .noneMatch(name -> name.startsWith("athena.agent.hook.skipped"));
  }

  private static Map<String, Double> compared(Map<String, Double> received) {
    var compared = new TreeMap<String, Double>();
    received.forEach(
        (name, value) -> {
          if (COMPARED.matcher(name).matches()) {
            var folded = WITH_ERROR.matcher(name).replaceFirst("$1." + ExpectedCounter.ANY + "$2");
            compared.merge(folded, value, Double::sum);
          }
        });
    return compared;
  }

  private static void assertReceived(
      StatsdTotals totals, List<ExpectedCounter> expected, List<ExpectedCounter> distributions) {
    var families = new TreeMap<String, Double>();
    for (var counter : expected) {
      assertThat(totals.counter(counter.metric(), counter.query()))
          .as("%s %s", counter.metric(), counter.tags())
          .isEqualTo(counter.value());
      families.merge(counter.metric(), counter.value(), Double::sum);
    }
    families.forEach((metric, sum) -> assertThat(totals.counter(metric)).as(metric).isEqualTo(sum));
    for (var values : distributions) {
      assertThat(totals.distribution(values.metric(), values.query()).count())
          .as("%s %s", values.metric(), values.tags())
          .isEqualTo(values.value());
    }
    assertThat(totals.has("athena.agent.error")).isFalse();
    assertThat(totals.has("athena.agent.hook.skipped")).isFalse();
  }
}
