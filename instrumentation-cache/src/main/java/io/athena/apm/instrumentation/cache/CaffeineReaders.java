package io.athena.apm.instrumentation.cache;

/**
 * The reader for objects of each class of Caffeine's, kept by that class: finding the library runs
 * its class loader, code of the application, and happens without a lock of ours.
 *
 * <p>{@code get} throws {@link IllegalStateException} where this version of the library lacks what
 * is asked for; the flush, which polls the cache, contains and counts it.
 */
final class CaffeineReaders extends ClassValue<CacheReader> {

  @Override
  protected CacheReader computeValue(Class<?> type) {
    return CaffeineReader.in(type.getClassLoader());
  }
}
