package com.athena.scan;

/** How bad a finding is, the worst last. */
public enum Severity {
  /** Bad style with a small risk. */
  LOW,
  /** A risk in some surroundings. */
  MEDIUM,
  /** A risk wherever the file is used. */
  HIGH,
  /** Whoever finds it owns the machine. */
  CRITICAL
}
