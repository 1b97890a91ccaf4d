package io.athena.apm.core.weaving;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of super types, loader by loader: hundreds of classes have the same. Holds no
 * loader. Any number of threads may ask at once.
 */
public final class KnownParents {

  /** More are not remembered: names of classes that are generated have no end. */
  private static final int MOST = 10_000;

  private final Map<ClassLoader, Map<String, List<String>>> byLoader = new WeakHashMap<>();

  /** Super types as one loader has them. */
  public synchronized ClassParents of(ClassLoader loader) {
    Map<String, List<String>> known = byLoader.get(loader);
    if (known == null || known.size() > MOST) {
      known = new ConcurrentHashMap<>();
      byLoader.put(loader, known);
    }
    return new ClassParents(loader, known);
  }
}
