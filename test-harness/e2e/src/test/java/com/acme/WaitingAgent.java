package com.acme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another agent, which takes its time: {@code main} has not begun while it waits. */
public final class WaitingAgent {

  private WaitingAgent() {}

  /** The argument is a pipe; returns when something has come through it. */
  public static void premain(String pipe) throws IOException {
    System.out.println("premain");
    Files.readString(Path.of(pipe));
  }
}
