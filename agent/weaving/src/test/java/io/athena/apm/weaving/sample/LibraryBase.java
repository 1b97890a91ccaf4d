package io.athena.apm.weaving.sample;

/** What the library's class inherits. */
public class LibraryBase {

  protected int inherited = 7;

  public int inherited() {
    return inherited;
  }

  public String inheritedName() {
    return "base";
  }
}
