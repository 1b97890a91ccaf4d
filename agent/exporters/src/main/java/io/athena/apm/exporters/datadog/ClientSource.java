package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.LineSink;

/** Where the client comes from. */
interface ClientSource {

  /** A client that hands over its lines before a call to it returns. */
  DirectStatsDClient open(LineSink lines);
}
