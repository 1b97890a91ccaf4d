package io.athena.apm.kit;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the tests start in a JVM of its own. */
final class TinyMain {

  private TinyMain() {}

  /** Prints what it got, does what the first argument says. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("arguments " + List.of(arguments));
    System.out.println("property " + System.getProperty("tiny"));
    System.out.println("version " + Runtime.version());
    System.out.println("directory " + System.getProperty("user.dir"));
    System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
    System.err.println("a word on standard error");
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "exit" -> System.exit(Integer.parseInt(arguments[1]));
      case "stay" -> stay();
      default -> System.out.println("done");
    }
  }

  private static void stay() throws InterruptedException {
    var farewell = new Thread(() -> System.out.println("last words"));
    Runtime.getRuntime().addShutdownHook(farewell);
    System.out.println("staying");
    new CountDownLatch(1).await();
  }
}
