package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import redis.clients.jedis.CommandObject;

/**
 * Counts and times what Jedis 3.10 and later asks of Redis.
 *
 * <p>From version 4 on each command whose answer the caller waits for goes through one method of
 * the connection. Version 3 has none: there only commands that read values are measured. Pipelines
 * and transactions send without waiting and are not measured.
 */
public final class Jedis implements LibraryInstrumentation {

  static final String LIBRARY = "jedis";
  private static final String PACKAGE = "redis.clients.jedis.";
  private static final String EXPIRY = PACKAGE + "params.GetExParams";

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
    return "Jedis 3.10 and later: hits, misses, duration and errors of commands; version 3 of those"
        + " that read. Pipelines and transactions are not measured";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    // 4
    hooks.add(
        Hook.optional(
            PACKAGE + "Connection#executeCommand(" + PACKAGE + "CommandObject)",
            Jedis.class,
            "Command"));
    addReads(hooks, "Jedis#", "java.lang.String");
    addReads(hooks, "BinaryJedis#", "byte[]");
    return hooks;
  }

  /** Version 3: later ones have no field {@code client}. */
  private static void addReads(List<Hook> hooks, String type, String key) {
    for (String read :
        List.of(
            "get(" + key + ")",
            "getDel(" + key + ")",
            "getEx(" + key + ", " + EXPIRY + ")",
            "hget(" + key + ", " + key + ")",
            "mget(" + key + "[])",
            "hmget(" + key + ", " + key + "[])")) {
      hooks.add(Hook.optional(PACKAGE + type + read, Jedis.class, "Read"));
    }
  }

  static final class Command {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.FieldValue("socketFactory") Object connection,
        @Advice.Argument(0) CommandObject<?> command,
        @Advice.Return Object answer,
        @Advice.Thrown Throwable error) {
      Probes.cache()
          .operated(
              LIBRARY,
              connection,
              new String(command.getArguments().getCommand().getRaw(), StandardCharsets.ISO_8859_1),
              command.getArguments(),
              start,
              answer,
              error);
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
        @Advice.FieldValue("client") Object connection,
        @Advice.Origin("#m") String command,
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object key,
        @Advice.Return Object answer,
        @Advice.Thrown Throwable error) {
      Probes.cache().operated(LIBRARY, connection, command, key, start, answer, error);
    }
  }
}
