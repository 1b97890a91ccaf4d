package io.athena.apm.kit;

import java.time.Duration;

/** How long tests wait at most. */
final class Limits {

  static final Duration LONG = Duration.ofSeconds(30);

  private Limits() {}
}
