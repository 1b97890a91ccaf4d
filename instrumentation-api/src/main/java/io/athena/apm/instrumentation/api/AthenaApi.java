package io.athena.apm.instrumentation.api;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.time.Duration;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Hooks into the agent's own API, in every class loader that has a copy of it.
 *
 * <p>The API is a library like any other: hooks name its methods, and no type of it is used. An
 * older copy lacks newer methods; only their hooks are skipped.
 */
public final class AthenaApi implements LibraryInstrumentation {

  private static final String PACKAGE = "io.athena.apm.api.";

  @Override
  public String name() {
    return "athena-api";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Measurements by hand through `io.athena.apm.api.Apm`: spans, counters, gauges,"
        + " histograms, AI analyses, caches, circuit breakers";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("Apm#handle(java.lang.String)", "Start"),
        hook("Span#tag(java.lang.String, java.lang.String)", "Tag"),
        hook("Span#error(java.lang.Throwable)", "Failure"),
        hook("Span#close()", "End"),
        hook("Apm#count(java.lang.String, long, java.lang.String[])", "Count"),
        hook("Apm#gauge(java.lang.String, double, java.lang.String[])", "Value"),
        hook("Apm#histogram(java.lang.String, long, java.lang.String[])", "Recorded"),
        hook(
            "Apm#recordAnalysis(java.lang.String, java.lang.String, java.time.Duration, boolean)",
            "Analysis"),
        hook("Apm#recordCacheOperation(java.lang.String, boolean)", "CacheOperation"),
        hook(
            "Apm#recordCircuitBreakerEvent(java.lang.String, java.lang.String)",
            "CircuitBreakerEvent"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(PACKAGE + method, AthenaApi.class, advice);
  }

  static final class Start {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(0) String name, @Advice.Return(readOnly = false) Object handle) {
      handle = Probes.api().startSpan(name);
    }
  }

  static final class Tag {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("handle") Object handle,
        @Advice.Argument(0) String name,
        @Advice.Argument(1) String value) {
      Probes.api().tagSpan(handle, name, value);
    }
  }

  static final class Failure {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("handle") Object handle, @Advice.Argument(0) Throwable problem) {
      Probes.api().failSpan(handle, problem);
    }
  }

  static final class End {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("handle") Object handle) {
      Probes.api().endSpan(handle);
    }
  }

  static final class Count {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) String name,
        @Advice.Argument(1) long amount,
        @Advice.Argument(2) String[] tags) {
      Probes.api().count(name, amount, tags);
    }
  }

  static final class Value {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) String name,
        @Advice.Argument(1) double value,
        @Advice.Argument(2) String[] tags) {
      Probes.api().gauge(name, value, tags);
    }
  }

  static final class Recorded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) String name,
        @Advice.Argument(1) long value,
        @Advice.Argument(2) String[] tags) {
      Probes.api().histogram(name, value, tags);
    }
  }

  static final class Analysis {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) String provider,
        @Advice.Argument(1) String model,
        @Advice.Argument(2) Duration duration,
        @Advice.Argument(3) boolean success) {
      Probes.api().analysis(provider, model, duration, success);
    }
  }

  static final class CacheOperation {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String cache, @Advice.Argument(1) boolean hit) {
      Probes.api().cacheOperation(cache, hit);
    }
  }

  static final class CircuitBreakerEvent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String name, @Advice.Argument(1) String event) {
      Probes.api().circuitBreakerEvent(name, event);
    }
  }
}
