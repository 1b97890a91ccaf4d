package io.athena.apm.instrumentation.cache;

import com.hazelcast.core.DistributedObject;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Counts and times the reads of Hazelcast's maps, 4.2 and later, of members and of clients. A near
 * cache answers below these methods: a read counts once, wherever its value comes from.
 */
public final class Hazelcast implements LibraryInstrumentation {

  static final String LIBRARY = "hazelcast";
  private static final String MEMBER = "com.hazelcast.map.impl.proxy.MapProxyImpl#";
  private static final String CLIENT = "com.hazelcast.client.impl.proxy.ClientMapProxy#";
  private static final String KEY = "(java.lang.Object)";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return "com.hazelcast.";
  }

  @Override
  public String description() {
    return "Hazelcast's maps 4.2 and later, of members and clients, with and without near cache:"
        + " hits, misses, duration and errors of reads";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(MEMBER + "get" + KEY, "Read"),
        hook(MEMBER + "getAsync" + KEY, "Read"),
        hook(MEMBER + "getAll(java.util.Set)", "ReadAll"),
        hook(CLIENT + "get" + KEY, "Read"),
        hook(CLIENT + "getAsync" + KEY, "Read"),
        hook(CLIENT + "getAll(java.util.Set)", "ReadAll"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, Hazelcast.class, advice);
  }

  static final class Read {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This(typing = Assigner.Typing.DYNAMIC) DistributedObject map,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache().operated(LIBRARY, map.getName(), "get", null, start, value, error);
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
        @Advice.This(typing = Assigner.Typing.DYNAMIC) DistributedObject map,
        @Advice.Argument(0) Set<?> keys,
        @Advice.Return Map<?, ?> found,
        @Advice.Thrown Throwable error) {
      Probes.cache().operated(LIBRARY, map.getName(), "getall", null, start, found, error);
      Probes.cache().readAll(LIBRARY, map.getName(), keys, found);
    }
  }
}
