package io.athena.apm.core.jvm;

import java.io.File;
import java.util.function.DoubleSupplier;

/** The number of open file descriptors of this process, from /proc. */
final class OpenFiles implements DoubleSupplier {

  private final File descriptors = new File("/proc/self/fd");

  /** NaN where unknown. */
  @Override
  public double getAsDouble() {
    String[] open = descriptors.list();
    // One of them is the directory that is being read.
    return open == null ? Double.NaN : open.length - 1;
  }
}
