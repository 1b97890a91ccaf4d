package io.athena.apm.core.spans;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What the spans of one trace share: 128 random bits, never all zero, as W3C Trace Context has it.
 *
 * @param high the first eight bytes
 * @param low the others
 */
public record TraceId(long high, long low) {

  /** A new one. */
  static TraceId random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new TraceId(random.nextLong(), random.nextLong() | 1);
  }
}
