package io.athena.apm.rules.active;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** The advice that {@link RulesFixture} weaves into methods that read a cache. */
final class ReadAdvice {

  private ReadAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object cache, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
    Probes.cache().endRead(cache, "read", 0, result, null);
  }
}
