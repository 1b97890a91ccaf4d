package io.athena.apm.benchmarks.jmh;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Durations from a microsecond to a minute, the same in every run, log-uniform. */
@State(Scope.Thread)
public class Durations {

  private static final int COUNT = 1024;
  private static final int SHORTEST_BITS = 10;
  private static final int LONGEST_BITS = 36;

  private final long[] nanos =
      new Random(1)
          .doubles(COUNT, SHORTEST_BITS, LONGEST_BITS)
          .mapToLong(bits -> (long) Math.pow(2, bits))
          .toArray();
  private int next;

  long next() {
    return nanos[next++ & (COUNT - 1)];
  }
}
