package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.weaving.WeakIdentityMap;
import io.athena.apm.weaving.adapter.Adapters;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Counts and times the operations of caches in servers. A cache has the name that a framework has
 * for it, else the one that the operator gives to such keys, else the address of its server. Called
 * by the application's threads and those of libraries.
 */
final class RemoteCaches {

  private static final String UNKNOWN = "unknown";

  /** The start of an operation that is a part of another one. */
  private static final long PART = Long.MIN_VALUE;

  private final WeakIdentityMap<String> addresses = new WeakIdentityMap<>();

  private final ThreadLocal<Boolean> outermost = new ThreadLocal<>();

  /** The name of a framework's cache, of the thread that asks for it. */
  private final ThreadLocal<String> framework = new ThreadLocal<>();

  private final KeyNames keys;
  private final RemoteOperation.Cells cells;
  private final PendingOperations pending;
  private final Adapters<RemoteCommand> commands;
  private final PathReader hostAndPort;
  private final PathReader host;
  private final PathReader port;
  private final LongSupplier nanoTime;

  RemoteCaches(
      Registry registry, CacheTable table, KeyNames keys, AgentLog log, LongSupplier nanoTime) {
    this.keys = keys;
    this.cells = new RemoteOperation.Cells(registry, table, nanoTime);
    this.pending = new PendingOperations(log);
    this.commands =
        new Adapters<>(
            Lettuce.LIBRARY,
            registry,
            log,
            RemoteCommand.class,
            Lettuce.class.getName() + "$CommandAdapter",
            Lettuce.PACKAGE);
    this.hostAndPort = PathReader.ofFirst(log, "hostAndPort");
    this.host = PathReader.ofFirst(log, "host");
    this.port = PathReader.ofFirst(log, "port");
    this.nanoTime = nanoTime;
  }

  /** The operations whose end the library tells by the future that they return. */
  PendingOperations pending() {
    return pending;
  }

  String enter(String cache) {
    String before = framework.get();
    framework.set(cache);
    return before;
  }

  void leave(String before) {
    if (before == null) {
      framework.remove();
    } else {
      framework.set(before);
    }
  }

  /** The name that this thread has entered; null for none. */
  String entered() {
    return framework.get();
  }

  long startOutermost() {
    if (outermost.get() != null) {
      return PART;
    }
    outermost.set(true);
    return nanoTime.getAsLong();
  }

  /** Whether an operation with this start is none of the parts of another one. */
  boolean endOutermost(long start) {
    if (start != PART) {
      outermost.remove();
    }
    return start != PART;
  }

  void connected(Object connection, Object address) {
    if (address instanceof InetSocketAddress server) {
      addresses.put(connection, text(server));
    }
  }

  void joined(Object client, Object address) {
    addresses.computeIfAbsent(
        client,
        key -> address instanceof InetSocketAddress server ? text(server) : address(address));
  }

  private static String text(InetSocketAddress server) {
    return server.getHostString() + ':' + server.getPort();
  }

  private String cache(Object connection, Object key) {
    String named = connection instanceof String name ? name : entered();
    String given = named == null ? keys.of(key) : named;
    return given == null ? addresses.computeIfAbsent(connection, this::address) : given;
  }

  private String address(Object connection) {
    Object both = hostAndPort.read(connection);
    String name = host.readText(both == null ? connection : both);
    return name == null ? UNKNOWN : name + ':' + port.readText(both == null ? connection : both);
  }

  void operated(
      String library,
      Object connection,
      String operation,
      Object key,
      long start,
      Object result,
      Throwable error) {
    String command = operation.toLowerCase(Locale.ROOT);
    end(
        new RemoteOperation(cells, library, cache(connection, key), command, start, null),
        result,
        error);
  }

  /** Like {@link #operated}, of a cache whose reads another one counts. */
  void timed(
      String library, String cache, String operation, long start, Object result, Throwable error) {
    RemoteOperation ended = new RemoteOperation(cells, library, cache, operation, start, null);
    ended.countsNoReads();
    end(ended, result, error);
  }

  void operatedAll(
      String library,
      Object connection,
      String operation,
      long start,
      Object asked,
      Object result,
      Throwable error) {
    RemoteOperation ended =
        new RemoteOperation(cells, library, cache(connection, asked), operation, start, null);
    ended.readsKeys(asked);
    end(ended, result, error);
  }

  private void end(RemoteOperation operation, Object result, Throwable error) {
    if (error == null && result instanceof CompletionStage) {
      AsyncResults.of(result).watch(result, operation);
    } else if (error == null && result instanceof Future) {
      pending.began(result, operation);
    } else {
      operation.end(result, error);
    }
  }

  void dispatched(String library, Object connection, Object command) {
    RemoteCommand reader = commands.get(command.getClass());
    String name = reader == null ? null : reader.name(command);
    if (name != null) {
      String operation = name.toLowerCase(Locale.ROOT);
      reader.whenEnded(
          command,
          new RemoteOperation(
              cells,
              library,
              cache(connection, keys.areNamed() ? reader.key(command) : null),
              operation,
              nanoTime.getAsLong(),
              reader));
    }
  }
}
