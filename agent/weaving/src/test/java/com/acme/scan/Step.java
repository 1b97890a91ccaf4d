package com.acme.scan;

/** The interface's super interface. */
public interface Step {

  /** Runs in the interface. */
  default String describe(String detail) {
    return "step " + detail;
  }
}
