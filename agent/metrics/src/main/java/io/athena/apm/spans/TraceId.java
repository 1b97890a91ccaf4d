package io.athena.apm.spans;

import java.util.concurrent.ThreadLocalRandom;

/** The number of a trace: 128 random bits, never all zero, as in W3C Trace Context. */
public record TraceId(long high, long low) {

  static TraceId random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new TraceId(random.nextLong(), random.nextLong() | 1);
  }
}
