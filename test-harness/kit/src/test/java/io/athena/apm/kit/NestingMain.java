package io.athena.apm.kit;

/** Starts {@link TinyMain} as a test would, and prints what it printed. */
final class NestingMain {

  private NestingMain() {}

  /** Runs to the end of the inner JVM. */
  public static void main(String[] arguments) {
    var classPath = System.getProperty("java.class.path");
    var builder = ForkedJvm.builder().classPath(classPath, TinyMain.class.getName());
    try (var inner = builder.start()) {
      inner.awaitExit(Limits.LONG);
      inner.out().forEach(System.out::println);
    }
  }
}
