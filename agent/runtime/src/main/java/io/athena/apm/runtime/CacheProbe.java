package io.athena.apm.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The probe of caches, called on the thread that builds or reads a cache. */
public interface CacheProbe {

  /**
   * A library asks for the statistics of a cache that it builds.
   *
   * @param chosen the application's supplier; null where it has chosen none
   * @param own the library's own supplier
   * @param <T> the library's own type of statistics
   * @return a supplier of the library's own statistics, which are registered; where the application
   *     has chosen others, of objects that count in both
   */
  default <T> Supplier<T> statistics(Supplier<T> chosen, Supplier<T> own) {
    return chosen == null ? own : chosen;
  }

  /**
   * This thread begins to build a cache. Objects that it passes to {@link #counts} belong to the
   * cache.
   */
  default void building() {}

  /**
   * An object counts for the cache that this thread builds. Ignored where it builds none.
   *
   * @param statistics the library's object; kept weakly
   */
  default void counts(Object statistics) {}

  /**
   * A cache has been built.
   *
   * @param library the name of the library
   * @param cache the cache; kept weakly
   */
  default void built(String library, Object cache) {}

  /**
   * A cache with statistics has been created.
   *
   * @param library the name of the library
   * @param name the name of the cache
   * @param cache the cache; kept weakly
   * @param statistics the library's object that counts; kept weakly
   */
  default void counted(String library, String name, Object cache, Object statistics) {}

  /**
   * A cache has been created that has no statistics.
   *
   * @param library the name of the library
   * @param cache the cache; kept weakly
   */
  default void created(String library, Object cache) {}

  /**
   * A framework or the library has a name for a cache. The first name of a cache is used.
   *
   * @param cache the cache; kept weakly, ignored where it is null
   */
  default void named(Object cache, String name) {}

  /**
   * A cache is the store of another one, which counts its reads. Only the size and the duration of
   * operations are reported for the store.
   *
   * @param store the store; kept weakly
   * @param name the name of the other cache
   */
  default void storing(Object store, String name) {}

  /**
   * A cache has been created that counts its reads, and leaves evictions and sizes to a store.
   *
   * @param cache the cache; kept weakly
   * @param store the store, built under the agent
   * @param name the name of the cache
   * @param chosen the object in which it counts
   * @param <T> the library's own type of statistics
   * @return an object that counts in {@code chosen} and in another object, which is registered
   */
  default <T> T counter(Object cache, Object store, String name, T chosen) {
    return chosen;
  }

  /**
   * A cache has been read.
   *
   * @param library the name of the library
   * @param cache its name, or the object that {@link #created} or {@link #named} got
   * @param value null is a miss
   */
  default void read(String library, Object cache, Object value) {}

  /**
   * Several keys of a cache have been read.
   *
   * @param library the name of the library
   * @param cache as for {@link #read}
   * @param keys the application's keys
   * @param found the entries that the cache has, a null value for none; null where the read failed
   */
  default void readAll(String library, Object cache, Collection<?> keys, Map<?, ?> found) {}

  /**
   * A cache has counted.
   *
   * @param library the name of the library
   * @param cache as for {@link #read}; null for the one that this thread has {@link #enter entered}
   */
  default void count(String library, Object cache, long hits, long misses, long evictions) {}

  /**
   * A cache is read with a loader for the missing value.
   *
   * @param loader the application's; may be null
   * @return a loader that calls the given one, for {@link #loaded}
   */
  default <T> Callable<T> loader(Callable<T> loader) {
    return loader;
  }

  /** Like {@link #loader(Callable)}, for a cache that takes a supplier. */
  default <T> Supplier<T> loader(Supplier<T> loader) {
    return loader;
  }

  /**
   * A read with a loader has ended: a miss if the loader ran or runs later.
   *
   * @param library the name of the library
   * @param cache the name of the cache
   * @param loader from {@link #loader}
   * @param result the value, or the stage that gets it
   * @param error the exception that the method threw; null for none
   */
  default void loaded(
      String library, String cache, Object loader, Object result, Throwable error) {}

  /** A hand-written cache is about to be read; returns the start, for {@link #endRead}. */
  default long startRead() {
    return 0;
  }

  /**
   * A hand-written cache has been read.
   *
   * @param cache the cache; kept weakly
   * @param method the simple name of the method
   * @param start from {@link #startRead}
   * @param result the returned value: null or an empty optional is a miss
   * @param error the exception that the method threw; null for none
   */
  default void endRead(Object cache, String method, long start, Object result, Throwable error) {}

  /**
   * A connection to the server of a remote cache is established.
   *
   * @param connection the library's object, kept weakly
   * @param address a {@code SocketAddress}; another object for an unknown one
   */
  default void connected(Object connection, Object address) {}

  /**
   * A client has a server. It is named by its first one.
   *
   * @param client the library's object, kept weakly
   * @param address a {@code SocketAddress}, or an object with {@code host} and {@code port}
   */
  default void joined(Object client, Object address) {}

  /** An operation of a remote cache begins; returns the start, for {@link #operated}. */
  default long start() {
    return 0;
  }

  /**
   * Like {@link #start}, for an operation that may be a part of another one on this thread; only
   * the outer one is counted. Each call needs a call of {@link #operatedAll} on the same thread.
   */
  default long startOutermost() {
    return 0;
  }

  /**
   * An operation of a remote cache has ended.
   *
   * @param library the name of the library
   * @param connection the name of the cache, or the library's object by which the server's address
   *     is known: from {@link #connected}, or read from its {@code hostAndPort}, {@code host} and
   *     {@code port}; kept weakly
   * @param operation the command
   * @param key the key, several of them, or the arguments with the key; null where unknown; only
   *     compared with prefixes that the operator has named
   * @param start from {@link #start}
   * @param result the answer, the stage that gets it, or the future that {@link #ended} gets: for
   *     commands that read, null is a miss, or each null in a list
   * @param error the exception of the operation; null for none
   */
  default void operated(
      String library,
      Object connection,
      String operation,
      Object key,
      long start,
      Object result,
      Throwable error) {}

  /**
   * Like {@link #operated(String, Object, String, Object, long, Object, Throwable)}, of a cache
   * that may be the store of another one.
   *
   * @param cache the library's object
   * @param name its name
   */
  default void operatedStore(
      String library,
      Object cache,
      String name,
      String operation,
      long start,
      Object result,
      Throwable error) {}

  /**
   * An operation that reads several keys of a remote cache has ended.
   *
   * @param start from {@link #start} or {@link #startOutermost}
   * @param keys a collection or an array; null where only {@link #endedAll} knows them
   * @param result as for {@link #operated}: a map of the values that were found
   */
  default void operatedAll(
      String library,
      Object connection,
      String operation,
      long start,
      Object keys,
      Object result,
      Throwable error) {}

  /**
   * A server has reported the status of an operation. If it is a failure, the operation has ended.
   *
   * @param future the future that the operation has returned; kept weakly
   * @param answered whether the status is not a failure
   * @param status the library's name of the status
   */
  default void answered(Object future, boolean answered, String status) {}

  /**
   * An operation has ended, perhaps before it has returned. The first end is reported.
   *
   * @param future the future that the operation has returned; kept weakly
   * @param value the value found; null is a miss
   */
  default void ended(Object future, Object value) {}

  /**
   * Like {@link #ended(Object, Object)}, of an operation that reads several keys.
   *
   * @param parts the library's requests, each with its {@code keys}
   * @param found the values that were found
   */
  default void endedAll(Object future, Iterable<?> parts, Map<?, ?> found) {}

  /**
   * An operation of a remote cache begins. Its command notifies the engine of the end.
   *
   * @param library the name of the library
   * @param connection as for {@link #operated}
   * @param transaction the transaction that the operation is part of; its operations are not
   *     measured; null for none
   * @param command the library's object
   */
  default void dispatched(String library, Object connection, Object transaction, Object command) {}

  /** Like {@link #dispatched}, for several commands at once. */
  default void dispatchedAll(
      String library, Object connection, Object transaction, Iterable<?> commands) {}

  /**
   * A framework's cache is about to ask a remote cache, on this thread: operations have its name.
   *
   * @return the name before, for {@link #leave}
   */
  default String enter(String cache) {
    return null;
  }

  /** A framework's cache has asked a remote cache. */
  default void leave(String before) {}
}
