package com.timgroup.statsd;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Datadog's client in its blocking mode, whose lines and datagrams pass an observer.
 *
 * <p>The client tells that a datagram was refused, and neither which nor how many there were. It
 * lets a subclass choose its processor and its channel; the subclass it would have to be is visible
 * in this package only.
 */
public final class ObservedStatsDClient extends NonBlockingDirectStatsDClient {

  private ObservedStatsDClient(NonBlockingStatsDClientBuilder resolved) {
    super(resolved);
  }

  /**
   * Opens a client.
   *
   * @throws StatsDClientException where the Agent's host is not known
   */
  public static DirectStatsDClient open(
      NonBlockingStatsDClientBuilder builder, DatagramObserver observer) {
    return new ObservedStatsDClient(builder.errorHandler(observer).resolve());
  }

  /** Called by the constructor above ours, so that the observer has to come with the arguments. */
  @Override
  protected StatsDSender createSender(
      StatsDClientErrorHandler handler,
      WritableByteChannel channel,
      BufferPool pool,
      BlockingQueue<ByteBuffer> buffers,
      int workers,
      ThreadFactory threads)
      throws Exception {
    WritableByteChannel observed = ((DatagramObserver) handler).observed(channel);
    return super.createSender(handler, observed, pool, buffers, workers, threads);
  }

  /** As above; there is no other mode than the blocking one. */
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
    return new ObservedProcessor(
        queueSize,
        (DatagramObserver) handler,
        packetSize,
        poolSize,
        workers,
        aggregatorInterval,
        aggregatorShards,
        threads);
  }

  /**
   * Sends everything, then ends. The client hands its last buffer on with the last message, and not
   * where that one is refused as too long: so the last one is always {@link EmptyMessage}.
   */
  @Override
  public void stop() {
    statsDProcessor.send(new EmptyMessage());
    super.stop();
  }
}
