package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An exporter to a receiver, with what it says and counts. Pauses take no time. */
final class OtlpFixture {

  static final long START = TimeUnit.MILLISECONDS.toNanos(TestMetrics.START);

  final TestMetrics metrics = new TestMetrics();
  final List<String> said = new ArrayList<>();
  final Map<String, String> environment = new HashMap<>();
  private final AtomicLong passedNanos = new AtomicLong();
  private long pausedNanos;
  private long tookNanos;
  private final Registry accounts = new TestMetrics().registry();
  final Delivery delivery = new Delivery(accounts, "otlp");
  private String endpoint = "http://localhost:4318";
  private boolean deltas;
  private boolean explicit;
  private String names = "otel";
  private String headers = "";
  private Tags constant = Tags.NONE;
  private Runnable whilePaused = () -> {};
  private final Shutdown shutdown = NoExit.of(this::nanoTime);
  private OtlpExporter exporter;

  private long nanoTime() {
    return System.nanoTime() + passedNanos.get();
  }

  OtlpFixture endpoint(String url) {
    endpoint = url;
    return this;
  }

  OtlpFixture deltas() {
    deltas = true;
    return this;
  }

  OtlpFixture explicitBuckets() {
    explicit = true;
    return this;
  }

  OtlpFixture names(String setting) {
    names = setting;
    return this;
  }

  OtlpFixture headers(String setting) {
    headers = setting;
    return this;
  }

  OtlpFixture constant(Tags tags) {
    constant = tags;
    return this;
  }

  /** What happens when a flush pauses. */
  OtlpFixture whilePaused(Runnable action) {
    whilePaused = action;
    return this;
  }

  void beginExit() {
    shutdown.begin();
  }

  void close() {
    exporter.close();
  }

  OtlpFixture environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  private OtlpExporter exporter() {
    if (exporter == null) {
      OtlpVariables variables = new OtlpVariables(environment, endpoint, true, headers, said::add);
      OtlpSettings settings =
          new OtlpSettings(
              variables.metrics(),
              variables.traces(),
              deltas,
              explicit,
              OtlpNames.of(names),
              OtlpResource.of(constant, environment, "1.2.3", said::add),
              START);
      Duration interval = Duration.ofSeconds(10);
      Pause pause =
          nanos -> {
            pausedNanos += nanos;
            passedNanos.addAndGet(nanos);
            whilePaused.run();
          };
      exporter =
          new OtlpExporter(
              settings,
              interval,
              shutdown.flushLimit(interval),
              pause,
              this::nanoTime,
              delivery,
              said::add);
    }
    return exporter;
  }

  /** A flush after ten seconds. */
  OtlpFixture flush(FinishedSpan... spans) {
    metrics.pass(10_000);
    passedNanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    pausedNanos = 0;
    long began = nanoTime();
    exporter().export(metrics.snapshot(), List.of(spans));
    tookNanos = nanoTime() - began;
    return this;
  }

  /** How long the latest flush took, by a clock that also goes during pauses. */
  Duration took() {
    return Duration.ofNanos(tookNanos);
  }

  /** How long it paused, at most as long as it meant to: the rest was spent otherwise. */
  Duration paused() {
    return Duration.ofNanos(pausedNanos);
  }

  /** {@code 3 lines written: 3 sent, 0 dropped, 0 failed}. */
  String account() {
    return delivery.toString();
  }
}
