package com.athena.model;

import com.athena.scan.ScanResult;

/** The conclusion about a file. */
public enum Verdict {
  /** Nothing found. */
  CLEAN,
  /** It has weaknesses that somebody could use. */
  VULNERABLE,
  /** It is made to do harm. */
  MALICIOUS;

  /** The worst of what the rules found and what others say. */
  public static Verdict of(ScanResult scan, Reputation reputation) {
    if (scan.malicious() || reputation == Reputation.BAD) {
      return MALICIOUS;
    }
    return scan.findings().isEmpty() ? CLEAN : VULNERABLE;
  }
}
