package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes pages in one format. Used by one thread at a time. */
sealed interface PageWriter permits ProtobufPage, TextPage {

  /** Writes the samples of a snapshot. */
  void write(List<Sample> samples, OutputStream out) throws IOException;
}
