package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * Sends a request, and again where the receiver is only busy, as long as the flush may take. A
 * receiver that asks for a pause is left alone so long. Used by one thread at a time.
 */
final class Attempts {

  private static final int MOST = 5;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double PAUSE_FACTOR = 1.5;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final OtlpTarget target;
  private final HttpThread http;
  private final Shutdown.FlushLimit time;
  private final long longestPause;
  private final Pause pause;
  private final LongSupplier nanoTime;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private long notBefore;
  private boolean mustWait;

  /**
   * Sends nothing yet.
   *
   * @param longestPause how long a flush may wait, in nanoseconds, before it sends a request again
   */
  Attempts(
      OtlpTarget target,
      HttpThread http,
      Shutdown.FlushLimit time,
      long longestPause,
      Pause pause,
      LongSupplier nanoTime) {
    this.target = target;
    this.http = http;
    this.time = time;
    this.longestPause = longestPause;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /** Whether the flush has no time left, and another one follows. */
  boolean isOutOfTime() {
    return time.isOver() && !time.isLast();
  }

  /** Sends a message; returns how the last attempt ended. */
  HttpReply send(ProtobufMessage message) {
    mustWait &= notBefore - nanoTime.getAsLong() > 0;
    if (mustWait) {
      return HttpReply.failed("has asked to wait");
    }
    if (!http.isFree() || time.isOver()) {
      return HttpReply.failed(HttpReply.LATE);
    }
    compress(message);
    HttpReply reply = http.post(body, time);
    for (int attempt = 1; reply.isTemporary() && waits(reply, attempt); attempt++) {
      reply = http.post(body, time);
    }
    return reply;
  }

  /** The bytes of the latest request. */
  int size() {
    return body.size();
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
    if (asked > 0) {
      mustWait = true;
      notBefore = nanoTime.getAsLong() + asked;
    }
    long nanos = asked > 0 ? asked : backoff(attempt);
    if (attempt == MOST || nanos > longestPause) {
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
}
