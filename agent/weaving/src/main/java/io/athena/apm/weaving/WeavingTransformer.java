package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * The weaving door: hands classes to the weaver and contains what that throws. Called on whichever
 * thread loads a class; in the jar, behind the gate.
 */
public final class WeavingTransformer implements ClassFileTransformer {

  private final Weaver weaver;
  private final AgentErrors errors;

  /** A door to a weaver. */
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
      // Throwing would mean the same to the JVM as null, only without a word.
      errors.caught(Door.WEAVING, "weaving " + className + " failed, it runs unwoven", problem);
      return null;
    }
  }
}
