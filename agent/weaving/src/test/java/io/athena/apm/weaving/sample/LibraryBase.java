package io.athena.apm.weaving.sample;

/** The super class of the library's class. */
public class LibraryBase {

  protected int inherited = 7;

  public int inherited() {
    return inherited;
  }

  public String inheritedName() {
    return "base";
  }
}
