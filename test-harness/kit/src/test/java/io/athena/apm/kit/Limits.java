package io.athena.apm.kit;

import java.time.Duration;

/** How long tests wait: far longer than it takes, or so short that it is over at once. */
final class Limits {

  static final Duration LONG = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofMillis(50);

  private Limits() {}
}
