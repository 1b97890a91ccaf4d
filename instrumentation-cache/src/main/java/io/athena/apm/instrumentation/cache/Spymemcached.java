package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.spy.memcached.ops.OperationStatus;
import net.spy.memcached.ops.StatusCode;

/**
 * Counts and times the reads of spymemcached, synchronous and asynchronous alike: each is a future
 * to which the library tells the status of its end, also of a timeout. The cache has the address of
 * the client's first server.
 */
public final class Spymemcached implements LibraryInstrumentation {

  static final String LIBRARY = "spymemcached";
  private static final String PACKAGE = "net.spy.memcached.";
  private static final String CLIENT = PACKAGE + "MemcachedClient#";
  private static final String STATUS = PACKAGE + "ops.OperationStatus)";

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
    return "spymemcached 2.12: hits, misses, duration and errors of get and getBulk, synchronous and"
        + " asynchronous";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(CLIENT + "<init>(" + PACKAGE + "ConnectionFactory, java.util.List)", "Joined"),
        hook(CLIENT + "asyncGet(java.lang.String, " + PACKAGE + "transcoders.Transcoder)", "Read"),
        hook(CLIENT + "asyncGetBulk(java.util.Iterator, java.util.Iterator)", "ReadAll"),
        hook(
            PACKAGE + "internal.GetFuture#set(java.util.concurrent.Future, " + STATUS, "ReadEnded"),
        hook(PACKAGE + "internal.BulkGetFuture#setStatus(" + STATUS, "PartEnded"),
        hook(PACKAGE + "internal.BulkGetFuture#signalComplete()", "ReadAllEnded"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, Spymemcached.class, advice);
  }

  static final class Joined {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object client, @Advice.Argument(1) List<InetSocketAddress> to) {
      Probes.cache().joined(client, to.get(0));
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
        @Advice.Return Object future,
        @Advice.Thrown Throwable error) {
      Probes.cache().operated(LIBRARY, client, "get", key, start, future, error);
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
        @Advice.Return Object future,
        @Advice.Thrown Throwable error) {
      Probes.cache().operatedAll(LIBRARY, client, "getall", start, null, future, error);
    }
  }

  /** A miss is no failure; the binary protocol has a status for it that is no success. */
  static final class ReadEnded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object future,
        @Advice.Argument(0) Object value,
        @Advice.Argument(1) OperationStatus status) {
      Probes.cache()
          .answered(
              future,
              Boolean.logicalOr(
                  status.isSuccess(), StatusCode.ERR_NOT_FOUND.equals(status.getStatusCode())),
              String.valueOf(status.getStatusCode()));
      Probes.cache().ended(future, value);
    }
  }

  /** A bulk read has a part for each server. */
  static final class PartEnded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object future, @Advice.Argument(0) OperationStatus status) {
      Probes.cache()
          .answered(
              future,
              Boolean.logicalOr(
                  status.isSuccess(), StatusCode.ERR_NOT_FOUND.equals(status.getStatusCode())),
              String.valueOf(status.getStatusCode()));
    }
  }

  static final class ReadAllEnded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object future,
        @Advice.FieldValue("ops") Collection<?> parts,
        @Advice.FieldValue("rvMap") Map<?, ?> found) {
      Probes.cache().endedAll(future, parts, found);
    }
  }
}
