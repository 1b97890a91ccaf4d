package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.lettuce.core.Value;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import net.bytebuddy.asm.Advice;

/**
 * Counts and times what Lettuce 5.3 and later asks of Redis, by its synchronous, asynchronous and
 * reactive commands alike.
 *
 * <p>Each command is dispatched once by the connection that the application uses, also where it is
 * sent again or to another node, and tells its end. Commands of a transaction are not measured: one
 * that is discarded ends as a read without a value does. A reactive {@code mget} hands its values
 * over one by one and keeps none: it is timed and is neither hit nor miss.
 */
public final class Lettuce implements LibraryInstrumentation {

  static final String LIBRARY = "lettuce";
  static final String PACKAGE = "io.lettuce.core.";
  private static final String COMMAND = PACKAGE + "protocol.RedisCommand";

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
    return "Lettuce 5.3 and later: hits, misses, duration and errors of commands; of reactive mget"
        + " and hmget the duration only. Commands of transactions are not measured";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("protocol.DefaultEndpoint#notifyChannelActive(io.netty.channel.Channel)", "Connected"),
        hook("StatefulRedisConnectionImpl#dispatch(" + COMMAND + ")", "Dispatch"),
        hook("StatefulRedisConnectionImpl#dispatch(java.util.Collection)", "DispatchAll"),
        hook("cluster.StatefulRedisClusterConnectionImpl#dispatch(" + COMMAND + ")", "Route"),
        hook(
            "cluster.StatefulRedisClusterConnectionImpl#dispatch(java.util.Collection)",
            "RouteAll"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(PACKAGE + point, Lettuce.class, advice);
  }

  static final class Connected {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("connectionFacade") Object connection,
        @Advice.Argument(0) Channel channel) {
      Probes.cache().connected(connection, channel.remoteAddress());
    }
  }

  static final class Dispatch {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object connection,
        @Advice.FieldValue("multi") Object transaction,
        @Advice.Argument(0) Object command) {
      Probes.cache().dispatched(LIBRARY, connection, transaction, command);
    }
  }

  static final class DispatchAll {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object connection,
        @Advice.FieldValue("multi") Object transaction,
        @Advice.Argument(0) Collection<?> commands) {
      Probes.cache().dispatchedAll(LIBRARY, connection, transaction, commands);
    }
  }

  static final class Route {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object connection, @Advice.Argument(0) Object command) {
      Probes.cache().dispatched(LIBRARY, connection, null, command);
    }
  }

  static final class RouteAll {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object connection, @Advice.Argument(0) Collection<?> commands) {
      Probes.cache().dispatchedAll(LIBRARY, connection, null, commands);
    }
  }

  /** Reads Lettuce's public interfaces. Loaded beside the library. */
  public static final class CommandAdapter implements RemoteCommand {

    @Override
    public String name(Object command) {
      return command instanceof CompleteableCommand<?>
          ? new String(
              ((RedisCommand<?, ?, ?>) command).getType().getBytes(), StandardCharsets.ISO_8859_1)
          : null;
    }

    @Override
    public Object key(Object command) {
      CommandArgs<?, ?> arguments = ((RedisCommand<?, ?, ?>) command).getArgs();
      return arguments == null ? null : arguments.getFirstEncodedKey();
    }

    @Override
    @SuppressWarnings("unchecked") // its answer may have any type
    public void whenEnded(Object command, BiConsumer<Object, Throwable> ended) {
      ((CompleteableCommand<Object>) command).onComplete(ended);
    }

    @Override
    public boolean isPresent(Object item) {
      return !(item instanceof Value<?> value) || value.hasValue();
    }
  }
}
