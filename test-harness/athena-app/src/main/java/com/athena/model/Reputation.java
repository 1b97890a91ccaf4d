package com.athena.model;

/** What the reputation service says about a file. */
public enum Reputation {
  /** Known, and harmless. */
  GOOD,
  /** Known, and harmful. */
  BAD,
  /** Never seen. */
  UNKNOWN,
  /** The service is off, or did not answer. */
  UNAVAILABLE
}
