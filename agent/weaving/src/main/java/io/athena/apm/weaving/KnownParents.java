package io.athena.apm.weaving;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of super types, loader by loader: hundreds of classes have the same. Holds no
 * loader and runs none of its code. Any number of threads may ask at once.
 */
public final class KnownParents {

  /** More are not remembered: names of classes that are generated have no end. */
  private static final int MOST = 10_000;

  private final WeakIdentityMap<Map<String, List<String>>> byLoader = new WeakIdentityMap<>();

  /** Super types as one loader has them. */
  public ClassParents of(ClassLoader loader) {
    Map<String, List<String>> known = byLoader.get(loader);
    if (known == null || known.size() > MOST) {
      known = new ConcurrentHashMap<>();
      byLoader.put(loader, known);
    }
    return new ClassParents(loader, known);
  }
}
