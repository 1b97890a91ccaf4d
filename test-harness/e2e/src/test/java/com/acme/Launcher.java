package com.acme;

import java.util.Arrays;

/** Starts {@link Main} in a child-first class loader. */
public final class Launcher {

  private Launcher() {}

  /**
   * With {@code child-first}, the loader's parent is the application's loader; with {@code hiding},
   * the platform's, which can't see the agent. Further arguments are passed to {@link Main}.
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
