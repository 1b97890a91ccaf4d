package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.WeakIdentityMap;
import io.athena.apm.weaving.adapter.Adapters;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Counts and times the operations of caches in servers. A cache has the name that a framework has
 * for it, else the address of its server. Called by the application's threads and those of
 * libraries.
 */
final class RemoteCaches {

  private static final String UNKNOWN = "unknown";

  /** Commands whose answer is a value, null for none. */
  private static final Set<String> READS = Set.of("get", "getex", "getdel", "hget");

  /** Commands whose answer is a list of values. */
  private static final Set<String> READS_OF_MANY = Set.of("mget", "hmget");

  private final WeakIdentityMap<String> addresses = new WeakIdentityMap<>();

  /** The name of a framework's cache, of the thread that asks for it. */
  private final ThreadLocal<String> framework = new ThreadLocal<>();

  private final Family<Histogram> durations;
  private final Family<Counter> errors;
  private final CacheTable table;
  private final Adapters<RemoteCommand> commands;
  private final PathReader hostAndPort;
  private final PathReader host;
  private final PathReader port;
  private final LongSupplier nanoTime;

  RemoteCaches(Registry registry, CacheTable table, AgentLog log, LongSupplier nanoTime) {
    this.durations = registry.histograms(CacheMetrics.OPERATION_DURATION);
    this.errors = registry.counters(CacheMetrics.OPERATION_ERROR);
    this.table = table;
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

  void connected(Object connection, Object address) {
    if (address instanceof InetSocketAddress server) {
      addresses.put(connection, server.getHostString() + ':' + server.getPort());
    }
  }

  private String cache(Object connection) {
    String given = connection instanceof String name ? name : framework.get();
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
      long start,
      Object result,
      Throwable error) {
    Operation ended =
        new Operation(library, cache(connection), operation.toLowerCase(Locale.ROOT), start, null);
    if (error == null && result instanceof CompletionStage) {
      AsyncResults.of(result).watch(result, ended);
    } else {
      ended.end(result, error);
    }
  }

  void dispatched(String library, Object connection, Object command) {
    RemoteCommand reader = commands.get(command.getClass());
    String name = reader == null ? null : reader.name(command);
    if (name != null) {
      String operation = name.toLowerCase(Locale.ROOT);
      reader.whenEnded(
          command,
          new Operation(library, cache(connection), operation, nanoTime.getAsLong(), reader));
    }
  }

  /** One operation. The library tells its end where a reader of its answers is given. */
  private final class Operation implements BiConsumer<Object, Throwable>, PendingCall {

    private final String library;
    private final String cache;
    private final String operation;
    private final long start;
    private final RemoteCommand reader;

    Operation(String library, String cache, String operation, long start, RemoteCommand reader) {
      this.library = library;
      this.cache = cache;
      this.operation = operation;
      this.start = start;
      this.reader = reader;
    }

    @Override
    public void accept(Object result, Throwable error) {
      try {
        end(result, error);
      } catch (Throwable problem) {
        // The library calls this, so no advice contains it.
        Probes.adviceFailed(problem, library);
      }
    }

    @Override
    public void ended(Object value, Throwable error) {
      accept(value, error);
    }

    @Override
    public void unobservable(Class<?> type) {
      // Neither a hit nor a miss.
    }

    void end(Object result, Throwable error) {
      durations.get(cache, library, operation).record(nanoTime.getAsLong() - start);
      if (error != null) {
        errors.get(cache, library, operation, ErrorType.of(error)).increment();
      } else if (READS.contains(operation)) {
        table.cells(library, cache).read(result != null);
      } else if (READS_OF_MANY.contains(operation) && result instanceof Iterable<?> values) {
        for (Object value : values) {
          table.cells(library, cache).read(isPresent(value));
        }
      }
    }

    private boolean isPresent(Object value) {
      return value != null && (reader == null || reader.isPresent(value));
    }
  }
}
