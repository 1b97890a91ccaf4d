package io.athena.apm.exporters.prometheus;

/** The formats of a page, the best one first for who accepts several. */
enum ExpositionFormat {
  /** With native histograms: Prometheus asks for it where they are switched on. */
  PROTOBUF(
      "io.prometheus.client.MetricFamily",
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited"),
  /** OpenMetrics 1.0. */
  OPEN_METRICS(
      "application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
  /** The text format 0.0.4. */
  TEXT("", "text/plain; version=0.0.4; charset=utf-8");

  private final String accepted;
  private final String contentType;

  ExpositionFormat(String accepted, String contentType) {
    this.accepted = accepted;
    this.contentType = contentType;
  }

  /** The first format that a header {@code Accept} names; the text format without one. */
  static ExpositionFormat of(String accept) {
    for (ExpositionFormat format : values()) {
      if (accept.contains(format.accepted)) {
        return format;
      }
    }
    return TEXT;
  }

  String contentType() {
    return contentType;
  }
}
