package io.athena.apm.core.weaving;

import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which types a loader can find, so that its classes may have them for super types or annotations.
 * Asked for each class that is loaded, by any number of threads; holds no loader.
 */
/*
 * How a loader is asked
 *
 * By the class file, once for a loader and a type: that loads nothing. A loader need not know the
 * files of the classes that it can load, and one that makes them has none; so the answer is "no"
 * only where it does know the file of another class of its own, and a type that is loaded
 * nevertheless is found from then on. While a loader is being asked, whoever comes is told "yes",
 * which costs a look at a class: it may be the very thread that asks, because a loader of the
 * application's loads what it likes to find a file.
 */
public final class VisibleTypes {

  private final Map<ClassLoader, Map<String, Boolean>> byLoader = new WeakHashMap<>();
  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private final Set<String> surprises = ConcurrentHashMap.newKeySet();
  private volatile boolean surprised;

  /** Knows nothing yet. */
  public VisibleTypes() {}

  /**
   * Whether classes of a loader may know a type; in doubt they may.
   *
   * @param type its binary name
   * @param witness the binary name of one of the loader's classes
   */
  public boolean areVisible(ClassLoader loader, String type, String witness) {
    if (PlatformParents.mayHave(type) || surprises.contains(type)) {
      return true;
    }
    if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return false;
    }
    Map<String, Boolean> known = of(loader);
    Boolean visible = known.get(type);
    return visible == null ? ask(known, loader, type, witness) : visible;
  }

  private boolean ask(Map<String, Boolean> known, ClassLoader loader, String type, String witness) {
    known.put(type, true);
    if (mayFind(loader, type, witness)) {
      return true;
    }
    missed.add(type);
    known.put(type, false);
    return false;
  }

  private static boolean mayFind(ClassLoader loader, String type, String witness) {
    try {
      return finds(loader, type) || !finds(loader, witness);
    } catch (RuntimeException | LinkageError ofTheLoader) {
      return true;
    }
  }

  private static boolean finds(ClassLoader loader, String type) {
    return loader.getResource(type.replace('.', '/') + ".class") != null;
  }

  /** A class is being loaded, by its binary name: it may be a type that its loader did not find. */
  public void loading(ClassLoader loader, String type) {
    if (missed.contains(type) && Boolean.FALSE.equals(of(loader).get(type))) {
      surprises.add(type);
      surprised = true;
    }
  }

  /** Whether such a type has come since the last time: classes that are loaded may have it. */
  public boolean haveSurprised() {
    boolean since = surprised;
    surprised = false;
    return since;
  }

  private synchronized Map<String, Boolean> of(ClassLoader loader) {
    Map<String, Boolean> known = byLoader.get(loader);
    if (known == null) {
      known = new ConcurrentHashMap<>();
      byLoader.put(loader, known);
    }
    return known;
  }
}
