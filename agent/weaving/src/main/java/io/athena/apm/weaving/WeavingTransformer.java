package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * The weaving door: calls the weaver and catches its exceptions. Runs on the thread that loads a
 * class, behind the gate.
 */
public final class WeavingTransformer implements ClassFileTransformer {

  private final Weaver weaver;
  private final AgentErrors errors;

  /** Catches and counts the exceptions of a weaver. */
  public WeavingTransformer(Weaver weaver, AgentErrors errors) {
    this.weaver = weaver;
    this.errors = errors;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (className == null) {
      return null;
    }
    try {
      return weaver.weave(loader, className.replace('/', '.'), classFile);
    } catch (Throwable problem) {
      // The JVM would ignore an exception without a report.
      errors.caught(
          Door.WEAVING,
          "weaving " + className + " failed; it runs without instrumentation",
          problem);
      return null;
    }
  }
}
