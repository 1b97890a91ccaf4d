package io.athena.apm.weaving;

import java.lang.module.ResolvedModule;
import java.net.URI;
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
      for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
        String name = module.name();
        URI location = module.reference().location().orElse(null);
        boolean inImage = location != null && "jrt".equals(location.getScheme());
        if (inImage && ModuleLayer.boot().findLoader(name) == APPLICATION) {
          found.addAll(module.reference().descriptor().packages());
        }
      }
      return found;
    }
  }
}
