package com.acme.scan;

/**
 * Scans.
 *
 * @param <T> the type of the scanned object
 */
public interface Scanner<T> extends Step {

  /** The length. */
  int scan(T target);
}
