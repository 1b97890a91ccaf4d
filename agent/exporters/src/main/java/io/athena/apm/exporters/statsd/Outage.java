package io.athena.apm.exporters.statsd;

import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells the operator once that delivery has begun to fail, and once that it works again. */
final class Outage {

  private final Endpoint endpoint;
  private final Consumer<String> report;
  private final LongSupplier nanoTime;
  private boolean failing;
  private long since;

  /** No outage yet. */
  Outage(Endpoint endpoint, Consumer<String> report, LongSupplier nanoTime) {
    this.endpoint = endpoint;
    this.report = report;
    this.nanoTime = nanoTime;
  }

  /** Something was not delivered. */
  void failed(Exception problem) {
    if (!failing) {
      failing = true;
      since = nanoTime.getAsLong();
      report.accept("statsd " + endpoint + ": " + reason(problem));
    }
  }

  /** Something was delivered. */
  void delivered() {
    if (failing) {
      failing = false;
      long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - since);
      report.accept("statsd " + endpoint + ": works again after " + seconds + " s");
    }
  }

  private static String reason(Exception problem) {
    if (problem instanceof PortUnreachableException) {
      return "nobody listens there (port closed); values are kept and sent when it answers";
    }
    if (problem instanceof UnknownHostException) {
      return "unknown host; values are kept and sent when it is known";
    }
    String message = problem.getMessage();
    return (message == null ? problem.getClass().getName() : message)
        + "; values are kept and sent when it works again";
  }
}
