package com.acme.scan;

import java.util.ArrayList;

/** Has super types of the JDK's only. */
public class FileList extends ArrayList<String> {

  private static final long serialVersionUID = 1;

  /** Made by tests. */
  public FileList() {}

  /** How many there are. */
  public int count() {
    return size();
  }
}
