package io.athena.apm.benchmarks;

import java.util.Locale;

/** A number of {@link ResourceUsage}, how it is called and how it is written. */
enum Measure {
  WALL("wall", "s", 3),
  CPU("cpu", "s", 3),
  PEAK("peak", "MiB", 1);

  private final String label;
  private final String unit;
  private final int decimals;

  Measure(String label, String unit, int decimals) {
    this.label = label;
    this.unit = unit;
    this.decimals = decimals;
  }

  double of(ResourceUsage usage) {
    return switch (this) {
      case WALL -> usage.wall();
      case CPU -> usage.cpu();
      case PEAK -> usage.peak();
    };
  }

  String label() {
    return label;
  }

  String unit() {
    return unit;
  }

  String text(double value) {
    return text("", value);
  }

  /** With its sign, as a difference. */
  String difference(double value) {
    return text("+", value);
  }

  private String text(String flag, double value) {
    return Double.isNaN(value)
        ? "n/a"
        : String.format(Locale.ROOT, "%" + flag + "." + decimals + "f", value);
  }
}
