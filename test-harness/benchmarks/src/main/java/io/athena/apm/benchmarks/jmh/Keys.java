package io.athena.apm.benchmarks.jmh;

import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Returns the keys of a cache in turn, boxed beforehand. */
@State(Scope.Thread)
public class Keys {

  /** How many there are, from 0; a power of two. */
  static final int COUNT = 1024;

  private final Integer[] keys = IntStream.range(0, COUNT).boxed().toArray(Integer[]::new);
  private int next;

  Integer next() {
    return keys[next++ & (COUNT - 1)];
  }
}
