package io.athena.apm.core.weaving.sample;

import java.util.concurrent.atomic.AtomicLong;

/** Shares an object of a library with all others of its class. */
public class StaticWrapper {

  private static final AtomicLong CALLS = new AtomicLong();

  public String call(String argument) {
    CALLS.incrementAndGet();
    return argument;
  }
}
