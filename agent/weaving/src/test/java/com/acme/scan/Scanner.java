package com.acme.scan;

/**
 * Scans.
 *
 * @param <T> what is scanned
 */
public interface Scanner<T> extends Step {

  /** The length. */
  int scan(T target);
}
