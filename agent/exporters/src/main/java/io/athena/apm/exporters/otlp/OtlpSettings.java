package io.athena.apm.exporters.otlp;

/**
 * What is sent where.
 *
 * @param metrics where metrics go
 * @param traces where spans go
 * @param deltas whether sums and histograms have what is new instead of totals
 * @param explicitBuckets whether histograms have fixed bounds instead of exponential ones
 * @param names of metrics, spans and attributes
 * @param resource what all data has in common
 * @param startNanos when the agent began to count, in nanoseconds of the epoch
 */
public record OtlpSettings(
    OtlpTarget metrics,
    OtlpTarget traces,
    boolean deltas,
    boolean explicitBuckets,
    OtlpNames names,
    OtlpResource resource,
    long startNanos) {}
