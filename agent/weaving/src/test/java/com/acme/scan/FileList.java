package com.acme.scan;

import java.util.ArrayList;

/** A class whose super types are the JDK's. */
public class FileList extends ArrayList<String> {

  private static final long serialVersionUID = 1;

  /** Made by tests. */
  public FileList() {}

  /** The number of files. */
  public int count() {
    return size();
  }
}
