package com.acme.scan;

/** The super class. */
public abstract class BaseScanner implements Scanner<String> {

  /** Has no code. */
  public abstract String name();
}
