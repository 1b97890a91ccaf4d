package io.athena.apm.core.weaving;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which types are on the class path, so that classes of the application's loader may have them for
 * super types or annotations. Asked for each class that is loaded, by any number of threads.
 */
/*
 * Why they are asked for
 *
 * Without an interface on its class path a service has no class that implements it, and needs no
 * look at any. For an annotation that is a decision: the JVM's reflection, too, knows none whose
 * class is missing.
 *
 * Why no other loader is asked
 *
 * The JDK's own loader for the application finds the file of every class that it can load. Others
 * need not: a layer of modules with many loaders, and some loaders of plug-ins, hand on the loading
 * of classes and not the finding of files. Asked, they would say no, and what they load would never
 * be measured. So their classes may know any type, and so may those of a loader that somebody has
 * put in the JDK's place.
 *
 * A type without a file may be made at run time, and a file may be added to the class path. So types
 * that are loaded nevertheless count from then on.
 */
public final class ClassPathTypes {

  private static final String JDK_LOADERS = "jdk.internal.loader.";

  private final ClassLoader application;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();
  private final Map<String, Boolean> found = new ConcurrentHashMap<>();
  private final Set<String> late = ConcurrentHashMap.newKeySet();

  /** The types of this JVM. */
  public ClassPathTypes() {
    this(ClassLoader.getSystemClassLoader());
  }

  /** The types of an application's loader; of any but the JDK's, all that there may be. */
  ClassPathTypes(ClassLoader application) {
    this.application =
        application.getClass().getName().startsWith(JDK_LOADERS) ? application : null;
  }

  /** Somebody will ask for these types, by their binary names. */
  public void want(Collection<String> types) {
    wanted.addAll(types);
  }

  /**
   * Whether classes of a loader may know a type that is wanted; in doubt they may.
   *
   * @param type its binary name
   */
  public boolean mayBeKnown(ClassLoader loader, String type) {
    return loader != application || application == null || isThere(type);
  }

  /** Whether they may know all of several types. */
  public boolean mayAllBeKnown(ClassLoader loader, List<String> types) {
    for (int i = 0; i < types.size(); i++) {
      if (!mayBeKnown(loader, types.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isThere(String type) {
    Boolean there = found.get(type);
    if (there == null) {
      there = application.getResource(type.replace('.', '/') + ".class") != null;
      found.put(type, there);
    }
    return there || loaded.contains(type);
  }

  /** A class is being loaded, or has been, by its binary name. */
  public void loading(ClassLoader loader, String type) {
    if (wanted.contains(type)
        && loader == application
        && loaded.add(type)
        && Boolean.FALSE.equals(found.get(type))) {
      late.add(type);
    }
  }

  /**
   * How many types have come that were not there: classes that are loaded by then may have them.
   */
  public int late() {
    return late.size();
  }
}
