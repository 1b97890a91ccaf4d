package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;

/**
 * Counts and times the reads of XMemcached. The cache has the address of the client's first server:
 * the client's own name is a number where the application has given none.
 */
public final class Xmemcached implements LibraryInstrumentation {

  static final String LIBRARY = "xmemcached";
  private static final String PACKAGE = "net.rubyeye.xmemcached.";
  private static final String CLIENT = PACKAGE + "XMemcachedClient#";
  private static final String HOW =
      "long, " + PACKAGE + "command.CommandType, " + PACKAGE + "transcoders.Transcoder)";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "XMemcached 2.4: hits, misses, duration and errors of get, gets and their bulk forms";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("connect(" + PACKAGE + "utils.InetSocketAddressWrapper)", "Joined"),
        hook("get0(java.lang.String, " + HOW, "Read"),
        hook("getMulti0(java.util.Collection, " + HOW, "ReadAll"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(CLIENT + method, Xmemcached.class, advice);
  }

  static final class Joined {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object client, @Advice.Argument(0) InetSocketAddressWrapper to) {
      Probes.cache().joined(client, to.getInetSocketAddress());
    }
  }

  static final class Read {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This Object client,
        @Advice.Argument(0) String key,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache().operated(LIBRARY, client, "get", key, start, value, error);
    }
  }

  static final class ReadAll {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This Object client,
        @Advice.Argument(0) Collection<?> keys,
        @Advice.Return Map<?, ?> found,
        @Advice.Thrown Throwable error) {
      Probes.cache().operatedAll(LIBRARY, client, "getall", start, keys, found, error);
    }
  }
}
