package io.athena.apm.weaving.adapter;

import io.athena.apm.weaving.WeakIdentityMap;
import io.athena.apm.weaving.advice.EngineClassFile;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;

/**
 * Defines adapter classes where they can link to a library and to the engine. There is one for each
 * class loader of the application. It defines adapters itself, asks the engine for {@code
 * io.athena.apm.*} and the application's loader, its parent, for everything else. Safe for any
 * thread.
 */
final class AdapterLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String ENGINE_PACKAGES = "io.athena.apm.";
  private static final ClassLoader ENGINE = AdapterLoader.class.getClassLoader();

  /** Weak on both sides: only the adapters' classes, held by the application's, keep a loader. */
  private static final WeakIdentityMap<WeakReference<AdapterLoader>> LOADERS =
      new WeakIdentityMap<>();

  private AdapterLoader(ClassLoader application) {
    super(application);
  }

  /**
   * The adapter loader of a class loader, never null. Two threads that ask first at the same time
   * may get two loaders; both work, the later one is kept.
   */
  static AdapterLoader of(ClassLoader application) {
    WeakReference<AdapterLoader> known = LOADERS.get(application);
    AdapterLoader loader = known == null ? null : known.get();
    if (loader == null) {
      loader = new AdapterLoader(application);
      LOADERS.put(application, new WeakReference<>(loader));
    }
    return loader;
  }

  /** Whether a class is an adapter or nested in one, by its name. */
  static boolean isAdapter(String name) {
    return name.endsWith("Adapter") || name.contains("Adapter$");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(ENGINE_PACKAGES)) {
      return super.loadClass(name, resolve);
    }
    if (!isAdapter(name)) {
      return ENGINE.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] file = EngineClassFile.of(name);
      return defineClass(name, file, 0, file.length, AdapterLoader.class.getProtectionDomain());
    } catch (UncheckedIOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
