package com.acme;

import java.io.IOException;
import java.util.Properties;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** Generates a class with the Byte Buddy of its own class path, as mock and mapping tools do. */
public final class GeneratingMain {

  private GeneratingMain() {}

  /** Prints the version of Byte Buddy and the generated class's text, then works. */
  public static void main(String... arguments) throws Exception {
    System.out.println("Byte Buddy " + version() + " says " + generated());
    Workload.run();
  }

  private static String version() throws IOException {
    var properties = new Properties();
    try (var in =
        ByteBuddy.class.getResourceAsStream(
            "/META-INF/maven/net.bytebuddy/byte-buddy/pom.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static Object generated() throws ReflectiveOperationException {
    return new ByteBuddy()
        .subclass(Object.class)
        .method(ElementMatchers.isToString())
        .intercept(FixedValue.value("hello"))
        .make()
        .load(GeneratingMain.class.getClassLoader())
        .getLoaded()
        .getConstructor()
        .newInstance()
        .toString();
  }
}
