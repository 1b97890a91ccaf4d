package com.timgroup.statsd;

/** Adds nothing to a buffer. */
final class EmptyMessage extends Message {

  /** Of a type that is never aggregated. */
  EmptyMessage() {
    super(Type.EVENT, TagsCardinality.DEFAULT);
  }

  @Override
  boolean writeTo(StringBuilder builder, int capacity) {
    return false;
  }

  @Override
  public void aggregate(Message message) {}
}
