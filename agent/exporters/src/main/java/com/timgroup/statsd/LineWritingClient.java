package com.timgroup.statsd;

import java.net.SocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/**
 * Datadog's client as far as it writes lines: it knows Datadog's environment and what a line looks
 * like, and has no thread, no queue and no socket. To be used by one thread at a time.
 *
 * <p>The client lets a subclass choose its processor and its channel; the subclass it would have to
 * be is visible in this package only.
 */
public final class LineWritingClient extends NonBlockingDirectStatsDClient {

  private LineWritingClient(NonBlockingStatsDClientBuilder resolved, LineSink sink) {
    super(resolved);
    ((LineProcessor) statsDProcessor).writeTo(sink);
  }

  /**
   * A client that hands each line to a sink. Looks no host up.
   *
   * @param builder telemetry and aggregation, which need threads, are switched off
   */
  public static DirectStatsDClient open(NonBlockingStatsDClientBuilder builder, LineSink sink) {
    builder
        .addressLookup(new NoAddress())
        .processorWorkers(0)
        .senderWorkers(0)
        .bufferPoolSize(1)
        .blocking(true)
        .enableTelemetry(false)
        .enableAggregation(false);
    return new LineWritingClient(builder.resolve(), sink);
  }

  /** Called by the constructor above ours, as the one below. */
  @Override
  ClientChannel createByteChannel(
      Callable<SocketAddress> address, int timeout, int connectionTimeout, int bufferSize) {
    return new NoChannel();
  }

  @Override
  protected StatsDProcessor createProcessor(
      int queueSize,
      StatsDClientErrorHandler handler,
      int packetSize,
      int poolSize,
      int workers,
      boolean blocking,
      int aggregatorInterval,
      int aggregatorShards,
      ThreadFactory threads)
      throws Exception {
    return new LineProcessor(handler, packetSize);
  }

  /** The client would look for one by itself, and fail where the environment has none. */
  private static final class NoAddress implements Callable<SocketAddress> {

    @Override
    public SocketAddress call() {
      throw new UnsupportedOperationException("there is no channel that needs one");
    }
  }
}
