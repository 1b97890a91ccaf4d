package io.athena.apm.exporters.statsd;

import java.util.Locale;

/** How one kind of StatsD server wants its lines. The same series, in other words. */
public enum Dialect {
  /** The reference server's: tags folded into the name, timers as {@code v|ms:v|ms}. */
  PLAIN {
    @Override
    Naming naming() {
      return new FoldedNames();
    }

    @Override
    HistogramForm histograms() {
      return new ResampledGroups();
    }

    @Override
    boolean signMeansChange() {
      return true;
    }
  },

  /** Datadog's: tags of their own, distributions with packed values. */
  DOGSTATSD {
    @Override
    Naming naming() {
      return new TaggedNames();
    }

    @Override
    HistogramForm histograms() {
      return new PackedValues();
    }

    @Override
    boolean signMeansChange() {
      return false;
    }
  };

  /**
   * The dialect of a setting's value.
   *
   * @throws IllegalArgumentException naming the allowed values where there is none
   */
  public static Dialect of(String setting) {
    StringBuilder allowed = new StringBuilder();
    for (Dialect dialect : values()) {
      if (dialect.toString().equals(setting)) {
        return dialect;
      }
      allowed.append(allowed.length() == 0 ? "" : ", ").append(dialect);
    }
    throw new IllegalArgumentException(
        "'" + setting + "' is not a StatsD dialect; allowed are " + allowed);
  }

  /** Where the metric's name and the tags go. */
  abstract Naming naming();

  /** How the values of a histogram are written; a new one, for one exporter. */
  abstract HistogramForm histograms();

  /** Whether {@code -5|g} means "five less" rather than "minus five". */
  abstract boolean signMeansChange();

  /** As in the setting. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
