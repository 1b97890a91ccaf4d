package io.athena.apm.instrumentation.cache;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One reader for each class loader that has Caffeine. */
final class CaffeineReaders {

  private final Map<ClassLoader, CacheReader> readers = new WeakHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * The reader for an object of the library.
   *
   * @throws IllegalStateException where this version of the library lacks what is asked for; the
   *     advice's handler contains and counts it
   */
  CacheReader of(Object object) {
    ClassLoader loader = object.getClass().getClassLoader();
    lock.lock();
    try {
      CacheReader reader = readers.get(loader);
      if (reader == null) {
        reader = CaffeineReader.in(loader);
        readers.put(loader, reader);
      }
      return reader;
    } finally {
      lock.unlock();
    }
  }
}
