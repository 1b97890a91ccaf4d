package com.acme;

import java.util.Arrays;

/** Starts {@link Main} in a class loader of its own kind. */
public final class Launcher {

  private Launcher() {}

  /**
   * {@code child-first} is a loader with the application's as parent; {@code hiding} one with the
   * platform's, which sees nothing of the agent. Further arguments are those of {@link Main}.
   */
  public static void main(String... arguments) throws Exception {
    var parent =
        arguments[0].equals("hiding")
            ? ClassLoader.getPlatformClassLoader()
            : ClassLoader.getSystemClassLoader();
    var main =
        new ApplicationLoader(parent).loadClass("com.acme.Main").getMethod("main", String[].class);
    main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
