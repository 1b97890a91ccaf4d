package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.text.Excerpt;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * Sends the requests of one signal, again where the receiver is only busy, and counts what became
 * of them. Used by one thread at a time.
 */
/*
 * What counts as what
 *
 * What a receiver accepts is sent. What it rejects in an answer that is a success is dropped: it will
 * not take it another time either. All else has failed. Whether the flush goes on and whether the
 * next one has the values again is the caller's business.
 */
final class OtlpSender {

  private static final int MOST_ATTEMPTS = 5;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double PAUSE_FACTOR = 1.5;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int GRPC_PORT = 4317;

  private final OtlpTarget target;
  private final String lost;
  private final HttpThread http;
  private final Shutdown.FlushLimit time;
  private final Pause pause;
  private final LongSupplier nanoTime;
  private final Delivery delivery;
  private final Consumer<String> report;
  private final long longestPause;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private long notBefore;
  private boolean mustWait;
  private boolean failing;
  private boolean rejecting;

  /**
   * Sends nothing yet.
   *
   * @param lost what becomes of what can't be sent, for people
   * @param longestPause how long a flush may wait before it sends a request again
   */
  OtlpSender(
      OtlpTarget target,
      String lost,
      HttpThread http,
      Shutdown.FlushLimit time,
      long longestPause,
      Pause pause,
      LongSupplier nanoTime,
      Delivery delivery,
      Consumer<String> report) {
    this.target = target;
    this.lost = lost;
    this.http = http;
    this.time = time;
    this.longestPause = longestPause;
    this.pause = pause;
    this.nanoTime = nanoTime;
    this.delivery = delivery;
    this.report = report;
  }

  /** Sends a message with so many data points or spans; returns whether it has arrived. */
  boolean send(ProtobufMessage message, int items) {
    delivery.written(items);
    HttpReply reply;
    try {
      reply = isTooEarly() ? HttpReply.failed("asked to wait") : attempts(message);
    } catch (RuntimeException | Error problem) {
      delivery.failed(items);
      throw problem;
    }
    if (reply.isSuccess()) {
      succeeded(reply, items);
    } else {
      delivery.failed(items);
      failed(reply);
    }
    return reply.isSuccess();
  }

  private boolean isTooEarly() {
    mustWait &= notBefore - nanoTime.getAsLong() > 0;
    return mustWait;
  }

  private HttpReply attempts(ProtobufMessage message) {
    if (!http.isFree() || time.isOver()) {
      return HttpReply.failed("has not answered in time");
    }
    compress(message);
    HttpReply reply = http.post(target, body, time);
    for (int attempt = 1; reply.isTemporary() && waits(reply, attempt); attempt++) {
      reply = http.post(target, body, time);
    }
    return reply;
  }

  private void compress(ProtobufMessage message) {
    body.reset();
    try {
      if (target.gzip()) {
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
          message.writeTo(gzip);
        }
      } else {
        message.writeTo(body);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Waits before the next attempt; false where there is none in this flush. */
  private boolean waits(HttpReply reply, int attempt) {
    long asked = reply.pauseNanos();
    long nanos = asked > 0 ? asked : backoff(attempt);
    if (asked > 0) {
      mustWait = true;
      notBefore = nanoTime.getAsLong() + asked;
    }
    if (attempt == MOST_ATTEMPTS || nanos > longestPause) {
      return false;
    }
    long end = nanoTime.getAsLong() + nanos;
    for (long left = nanos; left > 0 && !time.isOver(); left = end - nanoTime.getAsLong()) {
      pause.rest(Math.min(left, LOOK_NANOS));
    }
    return !time.isOver();
  }

  /** A second at first, half as long again each time, a fifth more or less by chance. */
  private static long backoff(int attempt) {
    double chance = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
    return (long) (FIRST_PAUSE_NANOS * Math.pow(PAUSE_FACTOR, attempt - 1.0) * chance);
  }

  private void succeeded(HttpReply reply, int items) {
    PartialSuccess partial = PartialSuccess.of(reply.body());
    int rejected = (int) Math.max(0, Math.min(items, partial.rejected()));
    delivery.sent(items - rejected, body.size());
    delivery.dropped(rejected);
    boolean complete = rejected == 0 && partial.message().isEmpty();
    if (!complete && !rejecting) {
      report.accept(
          "otlp: "
              + target
              + " rejected "
              + rejected
              + " of "
              + items
              + ": "
              + Excerpt.unquoted(target.masked(partial.message())));
    }
    rejecting = !complete;
    if (failing) {
      failing = false;
      report.accept("otlp: " + target + " works again");
    }
  }

  private void failed(HttpReply reply) {
    if (!failing) {
      failing = true;
      boolean grpc = reply.status() == 0 && target.url().getPort() == GRPC_PORT;
      String hint = grpc ? " (4317 is the port of gRPC, that of HTTP is 4318)" : "";
      report.accept("otlp: " + target + " " + reply.reason() + hint + "; " + lost);
    }
  }
}
