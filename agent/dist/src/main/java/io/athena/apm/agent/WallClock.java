package io.athena.apm.agent;

import java.util.function.LongSupplier;

/** The wall clock, in milliseconds since 1970. */
final class WallClock implements LongSupplier {

  @Override
  public long getAsLong() {
    return System.currentTimeMillis();
  }
}
