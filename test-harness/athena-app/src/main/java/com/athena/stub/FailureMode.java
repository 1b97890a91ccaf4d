package com.athena.stub;

/** Which requests the stub fails. */
public enum FailureMode {
  /** Some in a row, now and then: see {@link FailureScript}. */
  BURSTS,
  /** None. */
  NONE,
  /** All. */
  ALL
}
