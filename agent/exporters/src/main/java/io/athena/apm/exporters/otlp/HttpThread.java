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
 * Runs each request of one signal on a daemon thread, so that nothing makes a flush wait longer
 * than it may: no name server, no receiver that does not read or answers byte by byte. Used by one
 * thread at a time.
 */
final class HttpThread {

  private static final long LOOK_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 500;

  /**
   * For a request that runs when its flush ends and another one follows: at the exit most are
   * answered within this time, and would count twice if they were sent again.
   */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final OtlpTarget target;
  private final String userAgent;
  private final LongSupplier nanoTime;
  private SSLSocketFactory sockets; // null until HTTPS is used
  private FutureTask<HttpReply> late; // null for none

  /** No thread yet. */
  HttpThread(OtlpTarget target, String userAgent, LongSupplier nanoTime) {
    this.target = target;
    this.userAgent = userAgent;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether no request runs that has been given up; waits a moment for one to notice that its
   * connection was closed, since the last flush may follow at once.
   */
  boolean isFree() {
    return late == null || look(late, PATIENCE_MILLIS) != null;
  }

  /** Sends a body, and waits for the answer as long as target and flush allow. */
  HttpReply post(ByteArrayOutputStream body, Shutdown.FlushLimit time) {
    try {
      HttpPost post = new HttpPost(target, userAgent, sockets(), body);
      FutureTask<HttpReply> task = new FutureTask<>(post);
      start(task);
      return await(task, post, time);
    } catch (IOException unusable) {
      return HttpReply.failed("can't be used: " + unusable.getMessage());
    } catch (OutOfMemoryError noThread) {
      return HttpReply.failed("was sent nothing: the JVM has no memory for a thread");
    }
  }

  private SSLSocketFactory sockets() throws IOException {
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

  private HttpReply await(FutureTask<HttpReply> task, HttpPost post, Shutdown.FlushLimit time) {
    long end = nanoTime.getAsLong() + target.timeout().toNanos();
    HttpReply reply = null;
    while (reply == null && end - nanoTime.getAsLong() > 0) {
      reply = look(task, LOOK_MILLIS);
      if (time.isOver()) {
        end = earlier(end, nanoTime.getAsLong() + (time.isLast() ? 0 : GRACE_NANOS));
      }
    }
    if (reply != null) {
      return reply;
    }
    late = task;
    post.abort();
    return HttpReply.failed(HttpReply.LATE);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  /** Null where it does not end within this time. */
  private static HttpReply look(FutureTask<HttpReply> task, long millis) {
    try {
      return task.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException notYet) {
      return null;
    } catch (ExecutionException problem) {
      return HttpReply.failed("failed: " + problem.getCause());
    }
  }
}
