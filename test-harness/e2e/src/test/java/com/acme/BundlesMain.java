package com.acme;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Starts the OSGi framework of the class path with bundles, and exits. */
public final class BundlesMain {

  private BundlesMain() {}

  /**
   * Runs the program.
   *
   * @param arguments the folder for the framework's files, then the bundles, the last one to start
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
    settings.put(
        Constants.FRAMEWORK_BOOTDELEGATION,
        System.getProperty(Constants.FRAMEWORK_BOOTDELEGATION, ""));
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(settings);
    framework.start();
    Bundle last = null;
    for (int i = 1; i < arguments.length; i++) {
      last = framework.getBundleContext().installBundle(Path.of(arguments[i]).toUri().toString());
    }
    last.start();
    System.exit(0); // the framework's threads would keep the JVM alive
  }
}
