package io.athena.apm.core.jvm;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Processor time over wall time, between two flushes: 0 to 1. */
final class CpuShare implements DoubleSupplier {

  private final LongSupplier cpuNanos;
  private final LongSupplier wallNanos;
  private final int processors;
  private long lastCpu;
  private long lastWall;

  /**
   * A share of all processors.
   *
   * @param cpuNanos processor time of the process; negative where unknown
   */
  CpuShare(LongSupplier cpuNanos, LongSupplier wallNanos, int processors) {
    this.cpuNanos = cpuNanos;
    this.wallNanos = wallNanos;
    this.processors = processors;
    this.lastCpu = cpuNanos.getAsLong();
    this.lastWall = wallNanos.getAsLong();
  }

  /** The share since the last call; NaN where no time has passed or the time is unknown. */
  @Override
  public double getAsDouble() {
    long cpu = cpuNanos.getAsLong();
    long wall = wallNanos.getAsLong();
    boolean known = cpu >= 0 && wall != lastWall;
    double share = known ? (double) (cpu - lastCpu) / (wall - lastWall) / processors : Double.NaN;
    lastCpu = cpu;
    lastWall = wall;
    return share >= 0 ? Math.min(1, share) : Double.NaN;
  }
}
