package com.timgroup.statsd;

import java.util.concurrent.ThreadFactory;

/** The client's processor in its blocking mode, whose lines an observer is told of. */
final class ObservedProcessor extends StatsDBlockingProcessor {

  private final DatagramObserver observer;

  /** What the client's own takes. */
  ObservedProcessor(
      int queueSize,
      DatagramObserver observer,
      int packetSize,
      int poolSize,
      int workers,
      int aggregatorInterval,
      int aggregatorShards,
      ThreadFactory threads)
      throws Exception {
    super(
        queueSize,
        observer,
        packetSize,
        poolSize,
        workers,
        aggregatorInterval,
        aggregatorShards,
        threads);
    this.observer = observer;
  }

  @Override
  protected boolean send(Message message) {
    return super.send(new ObservedMessage(message, observer));
  }
}
