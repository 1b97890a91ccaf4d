package io.athena.apm.exporters.statsd;

/**
 * What a dialect needs to know of a histogram to write its values.
 *
 * @param text what stands around the values
 * @param duration whether they are durations
 * @param divisor by what recorded values are divided before they leave
 * @param delivered how much of it has gone out
 */
record HistogramSeries(SeriesText text, boolean duration, double divisor, Delivered delivered) {}
