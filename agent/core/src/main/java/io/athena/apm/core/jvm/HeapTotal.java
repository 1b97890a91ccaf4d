package io.athena.apm.core.jvm;

import java.util.function.DoubleSupplier;

/** Heap committed, in bytes. */
final class HeapTotal implements DoubleSupplier {

  @Override
  public double getAsDouble() {
    return Runtime.getRuntime().totalMemory();
  }
}
