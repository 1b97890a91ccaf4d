package com.timgroup.statsd;

/** A message that tells of each line which it writes: one, or several where it has many values. */
final class ObservedMessage extends Message {

  private final Message message;
  private final DatagramObserver observer;

  /** The same message, observed. */
  ObservedMessage(Message message, DatagramObserver observer) {
    super(message.getAspect(), message.getType(), message.getTagsCardinality(), message.getTags());
    this.message = message;
    this.observer = observer;
  }

  @Override
  boolean writeTo(StringBuilder builder, int capacity) {
    boolean more = message.writeTo(builder, capacity);
    if (builder.length() > 0) {
      observer.lineWritten();
    }
    return more;
  }

  @Override
  public boolean canAggregate() {
    return false;
  }

  @Override
  public void aggregate(Message other) {}
}
