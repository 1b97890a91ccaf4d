package io.athena.apm.core.weaving.sample;

import java.util.concurrent.atomic.AtomicLong;

/** Keeps an object of a library in a field. */
public class Wrapper {

  private final AtomicLong calls = new AtomicLong();

  public String call(String argument) {
    return argument + calls.incrementAndGet();
  }
}
