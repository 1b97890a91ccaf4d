package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Shutdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Runs each request on a daemon thread, so that nothing makes a flush wait longer than it may: no
 * name server, no receiver that does not read or answers byte by byte. Used by one thread at a
 * time.
 */
final class HttpThread {

  private static final long LOOK_MILLIS = 20;

  private final String agent;
  private final LongSupplier nanoTime;
  private SSLSocketFactory sockets; // null until HTTPS is used
  private FutureTask<HttpReply> late; // null for none

  /**
   * No thread yet.
   *
   * @param agent the header {@code User-Agent}
   */
  HttpThread(String agent, LongSupplier nanoTime) {
    this.agent = agent;
    this.nanoTime = nanoTime;
  }

  /** Whether no request runs that has been given up. */
  boolean isFree() {
    return late == null || late.isDone();
  }

  /** Sends a body, and waits for the answer as long as target and flush allow. */
  HttpReply post(OtlpTarget target, ByteArrayOutputStream body, Shutdown.FlushLimit time) {
    try {
      HttpPost post = new HttpPost(target, agent, sockets(target), body);
      FutureTask<HttpReply> task = new FutureTask<>(post);
      start(task);
      return await(task, post, target, time);
    } catch (IOException unusable) {
      return HttpReply.failed("can't be used: " + unusable.getMessage());
    } catch (OutOfMemoryError noThread) {
      return HttpReply.failed("was sent nothing: the JVM has no memory for a thread");
    }
  }

  private SSLSocketFactory sockets(OtlpTarget target) throws IOException {
    if (sockets == null && target.url().getProtocol().equals("https")) {
      sockets = target.tls().socketFactory();
    }
    return sockets;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(null, task, "athena-apm-http", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  private HttpReply await(
      FutureTask<HttpReply> task, HttpPost post, OtlpTarget target, Shutdown.FlushLimit time) {
    long began = nanoTime.getAsLong();
    long longest = target.timeout().toNanos();
    while (!task.isDone() && nanoTime.getAsLong() - began < longest && !time.isOver()) {
      look(task);
    }
    HttpReply reply = task.isDone() ? look(task) : null;
    if (reply == null) {
      late = task;
      post.abort();
      return HttpReply.failed("has not answered in time");
    }
    return reply;
  }

  /** Null where it has not ended within a moment. */
  private static HttpReply look(FutureTask<HttpReply> task) {
    try {
      return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException notYet) {
      return null;
    } catch (ExecutionException problem) {
      return HttpReply.failed("failed: " + problem.getCause());
    }
  }
}
