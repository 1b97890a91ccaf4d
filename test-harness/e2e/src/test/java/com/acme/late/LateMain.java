package com.acme.late;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file, then checks three uploads. */
public final class LateMain {

  private LateMain() {}

  /** The argument: the file, or a pipe to wait for. */
  public static void main(String... arguments) throws IOException {
    System.out.println("paused");
    Files.readString(Path.of(arguments[0]));
    Check check = new UploadCheck();
    for (String upload : new String[] {"one", "two", ""}) {
      System.out.println(check.check(upload));
    }
  }
}
