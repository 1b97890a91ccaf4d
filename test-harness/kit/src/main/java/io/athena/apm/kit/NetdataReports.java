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
 * netdata's port for questions, and what it has said about timers.
 *
 * <p>It tells the last report of a timer only, with the values that it has had since the start. So
 * reports are told apart by that sum, and have to be asked for at least once a second.
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
   * What it says now. To an asker it knows it tells only what is new since it was asked last, so
   * each time it is another who asks.
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

  /** One that was read while netdata wrote it is replaced at the next question. */
  private synchronized void keep(String name, TimerReport report) {
    timers.computeIfAbsent(name, first -> new TreeMap<>()).put(report.count(), report);
  }

  /** All reports of each timer, in their order. */
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
