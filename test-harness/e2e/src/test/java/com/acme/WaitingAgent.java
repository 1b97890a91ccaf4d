package com.acme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another agent, which delays {@code main} until it has read a pipe. */
public final class WaitingAgent {

  private WaitingAgent() {}

  /** The argument is the pipe; returns after a write to the pipe. */
  public static void premain(String pipe) throws IOException {
    System.out.println("premain");
    Files.readString(Path.of(pipe));
  }
}
