package com.acme;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Another agent, which loads each class of the engine while the engine defines it. */
public final class AskingAgent implements ClassFileTransformer {

  private static final String ENGINE = "io.athena.apm.premain.EngineLoader";

  private AskingAgent() {}

  /** Called by the JVM. */
  public static void premain(String argument, Instrumentation instrumentation) {
    instrumentation.addTransformer(new AskingAgent());
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (loader != null && className != null && loader.getClass().getName().equals(ENGINE)) {
      try {
        Class.forName(className.replace('/', '.'), false, loader);
      } catch (ClassNotFoundException missing) {
        throw new IllegalStateException(missing);
      }
    }
    return null;
  }
}
