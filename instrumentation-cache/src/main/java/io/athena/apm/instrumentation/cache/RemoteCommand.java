package io.athena.apm.instrumentation.cache;

import java.util.function.BiConsumer;

/**
 * Reads the commands of a library that tells when they end. The library's adapter implements it.
 */
public interface RemoteCommand {

  /** The name of the command; null where its end can't be known. */
  String name(Object command);

  /** The command's first key or its bytes; null for none. */
  Object key(Object command);

  /**
   * Has a consumer called once when the command ends, with its answer or its failure.
   *
   * @param ended throws nothing; called on the library's thread
   */
  void whenEnded(Object command, BiConsumer<Object, Throwable> ended);

  /** Whether an item of an answer has a value. */
  boolean isPresent(Object item);
}
