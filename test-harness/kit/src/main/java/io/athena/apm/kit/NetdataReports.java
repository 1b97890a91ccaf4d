package io.athena.apm.kit;

import static java.net.http.HttpResponse.BodyHandlers.ofLines;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Polls netdata's API and collects the reports of timers.
 *
 * <p>It returns only the last report of a timer, with the number of values since the start. That
 * number tells reports apart, so a poll is due at least once a second.
 */
final class NetdataReports {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Map<Long, TimerReport>> timers = new TreeMap<>();
  private final int port;

  NetdataReports(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /**
   * Polls once. Netdata returns to a known client only what is new, so each poll has another client
   * name.
   */
  NetdataReport ask() {
    var question =
        "http://127.0.0.1:%d/api/v1/allmetrics?format=prometheus&source=as-collected&server=%s"
            .formatted(port, UUID.randomUUID());
    var request = HttpRequest.newBuilder(URI.create(question)).build();
    var answer = client.sendAsync(request, ofLines()).orTimeout(10, SECONDS).join();
    var report = NetdataReport.of(answer.body().toList());
    report.timers().forEach(this::keep);
    return report;
  }

  /** The next poll replaces a report that was read while netdata wrote it. */
  private synchronized void keep(String name, TimerReport report) {
    timers.computeIfAbsent(name, first -> new TreeMap<>()).put(report.count(), report);
  }

  /** All reports of each timer in order. */
  synchronized Map<String, List<TimerReport>> timers() {
    var all = new TreeMap<String, List<TimerReport>>();
    timers.forEach((name, reports) -> all.put(name, counted(reports)));
    return all;
  }

  private static List<TimerReport> counted(Map<Long, TimerReport> reports) {
    var counted = new ArrayList<TimerReport>();
    long before = 0;
    for (var report : reports.values()) {
      counted.add(report.withCount(report.count() - before));
      before = report.count();
    }
    return counted;
  }
}
