package com.acme;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;

/** Another agent, which delays the loading of one class of the engine. */
public final class HoldingAgent implements ClassFileTransformer {

  private static final String HELD = "io/athena/apm/agent/Boot";

  private final Path pipe;

  private HoldingAgent(Path pipe) {
    this.pipe = pipe;
  }

  /** The argument is a pipe; the class is loaded after a write to the pipe. */
  public static void premain(String pipe, Instrumentation instrumentation) {
    instrumentation.addTransformer(new HoldingAgent(Path.of(pipe)));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (HELD.equals(className)) {
      try {
        Files.readString(pipe);
      } catch (IOException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }
    return null;
  }
}
