package io.athena.apm.core.jvm;

import java.util.function.DoubleSupplier;

/** Heap in use, in bytes; asks the runtime, because JMX may not be touched yet. */
final class HeapUsed implements DoubleSupplier {

  @Override
  public double getAsDouble() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
