package io.athena.apm.weaving;

import java.util.HashSet;
import java.util.Set;

/** Recognizes classes of the JDK, some of which the application's class loader defines. */
public final class JdkPackages {

  private static final ClassLoader APPLICATION = ClassLoader.getSystemClassLoader();

  private JdkPackages() {}

  /**
   * Whether a class belongs to the JDK.
   *
   * @param name its binary name
   */
  public static boolean have(ClassLoader loader, String name) {
    if (loader != APPLICATION) {
      return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
    int dot = name.lastIndexOf('.');
    return dot > 0 && Loaded.PACKAGES.contains(name.substring(0, dot));
  }

  /** Initialized when a rule may match a class of the application's loader, not at every start. */
  private static final class Loaded {

    private static final Set<String> PACKAGES = find();

    private static Set<String> find() {
      Set<String> found = new HashSet<>();
      for (Module module : ModuleLayer.boot().modules()) {
        // By name: an image made by jlink holds the application's modules, too.
        if (module.getClassLoader() == APPLICATION && module.getName().startsWith("jdk.")) {
          found.addAll(module.getPackages());
        }
      }
      return found;
    }
  }
}
