package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.Footprint;
import java.util.List;
import java.util.Locale;

/** A number of {@link Footprint}, how it is called and how it is written. */
enum Holding {
  HEAP("live heap MiB", true),
  CLASSES("classes", false),
  METASPACE("metaspace MiB", true),
  THREADS("threads", false);

  private static final double BYTES_IN_A_MIB = 1024 * 1024;

  private final String label;
  private final boolean bytes;

  Holding(String label, boolean bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  String label() {
    return label;
  }

  /** MiB, or how many. */
  double median(List<Footprint> footprints) {
    var values = footprints.stream().map(each -> (double) of(each)).toList();
    return Spread.of(values).median() / (bytes ? BYTES_IN_A_MIB : 1);
  }

  private long of(Footprint footprint) {
    return switch (this) {
      case HEAP -> footprint.heap();
      case CLASSES -> footprint.classes();
      case METASPACE -> footprint.metaspace();
      case THREADS -> footprint.threads();
    };
  }

  String text(double value) {
    return String.format(Locale.ROOT, bytes ? "%.1f" : "%.0f", value);
  }

  String difference(double value) {
    return String.format(Locale.ROOT, bytes ? "%+.1f" : "%+.0f", value);
  }
}
