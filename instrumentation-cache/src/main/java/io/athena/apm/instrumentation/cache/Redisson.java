package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.redisson.RedissonMap;
import org.redisson.command.CommandAsyncExecutor;

/**
 * Counts and times the reads of Redisson's maps and buckets, 3.23 and later. Their synchronous and
 * reactive forms call the asynchronous one.
 *
 * <p>A value that a map's loader finds is a hit: the map does not tell it from one that was there.
 * In a batch, a read takes until the batch has been executed.
 *
 * <p>A map counts under its name, whether its near cache or the server has the value. A bucket's
 * name is a key: buckets count under the address of the server, in a cluster of the first one.
 */
public final class Redisson implements LibraryInstrumentation {

  static final String LIBRARY = "redisson";
  static final String PACKAGE = "org.redisson.";
  private static final String KEY = "(java.lang.Object)";
  private static final String KEYS = "(java.util.Set)";

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
    return "Redisson 3.23 and later: hits, misses, duration and errors of reads of buckets and of"
        + " maps, with and without near cache";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(
            "connection.MasterSlaveEntry#setupMasterEntry(" + PACKAGE + "client.RedisClient)",
            "Joined"),
        hook("RedissonBucket#getAsync()", "BucketRead"),
        hook("RedissonBuckets#getAsync(java.lang.String[])", "BucketsRead"),
        hook("RedissonMap#getAsync" + KEY, "MapRead"),
        hook("RedissonMapCache#getWithTTLOnlyAsync" + KEY, "MapRead"),
        hook("RedissonMap#getAllAsync" + KEYS, "MapReadAll"),
        hook("RedissonLocalCachedMap#getAllAsync" + KEYS, "MapReadAll"),
        hook("RedissonMapCache#getAllWithTTLOnlyAsync" + KEYS, "MapReadAll"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(PACKAGE + point, Redisson.class, advice);
  }

  static final class Joined {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("connectionManager") Object connections,
        @Advice.Argument(0) org.redisson.client.RedisClient master) {
      Probes.cache().joined(connections, master.getConfig().getAddress());
    }
  }

  static final class BucketRead {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.FieldValue("commandExecutor") CommandAsyncExecutor executor,
        @Advice.FieldValue("name") String key,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache()
          .operated(LIBRARY, executor.getConnectionManager(), "get", key, start, value, error);
    }
  }

  static final class BucketsRead {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.FieldValue("commandExecutor") CommandAsyncExecutor executor,
        @Advice.Argument(0) String[] keys,
        @Advice.Return Object found,
        @Advice.Thrown Throwable error) {
      Probes.cache()
          .operatedAll(
              LIBRARY, executor.getConnectionManager(), "getall", start, keys, found, error);
    }
  }

  static final class MapRead {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This(typing = Assigner.Typing.DYNAMIC) RedissonMap<?, ?> map,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache().operatedStore(LIBRARY, map, map.getName(), "get", start, value, error);
    }
  }

  /** A near cache asks the map for what it lacks. */
  static final class MapReadAll {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().startOutermost();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This(typing = Assigner.Typing.DYNAMIC) RedissonMap<?, ?> map,
        @Advice.Argument(0) Set<?> keys,
        @Advice.Return Object found,
        @Advice.Thrown Throwable error) {
      Probes.cache().operatedAll(LIBRARY, map.getName(), "getall", start, keys, found, error);
    }
  }
}
