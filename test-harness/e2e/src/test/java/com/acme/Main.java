package com.acme;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Does the work and exits in the way that the argument selects. */
public final class Main {

  private Main() {}

  /** The arguments: none, or one of the words below and its own arguments. */
  public static void main(String... arguments) throws Exception {
    System.out.println("working");
    Workload.run();
    switch (arguments.length == 0 ? "return" : arguments[0]) {
      case "return" -> System.out.println("done");
      case "exit" -> System.exit(3);
      case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(Workload::run));
      case "pause" -> pause(Path.of(arguments[1]));
      case "older" -> useOlder(Path.of(arguments[1]));
      case "names" -> lookUpTwice(arguments[1], Path.of(arguments[2]));
      case "again" -> again(Path.of(arguments[1]));
      case "wait" -> waitForSignal();
      case "resilience4j" -> Resilience4jWorkload.run();
      case "libraries" -> useLibraries();
      case "faulty" -> Resilience4jWorkload.fail(1);
      case "failing" -> failing(Path.of(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void useLibraries() throws IOException {
    Resilience4jWorkload.run();
    OpenAiWorkload.run();
  }

  private static void pause(Path pipe) throws IOException {
    System.out.println("paused");
    Files.readString(pipe);
    Workload.run();
  }

  private static void useOlder(Path pipe) throws IOException {
    CircuitBreaker breaker = Resilience4jWorkload.open();
    pause(pipe);
    Resilience4jWorkload.call(breaker, true, 1);
    System.exit(breaker.getMetrics().getNumberOfFailedCalls());
  }

  private static void lookUpTwice(String host, Path pipe) throws IOException {
    System.out.println(known(host));
    pause(pipe);
    System.out.println("still " + known(host));
  }

  private static String known(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Works once for each word of the pipe until "end". */
  private static void again(Path pipe) throws IOException {
    while (!Files.readString(pipe).equals("end")) {
      Workload.run();
    }
  }

  private static void failing(Path pipe) throws IOException {
    Resilience4jWorkload.fail(12);
    Files.readString(pipe);
    Resilience4jWorkload.fail(12);
  }

  private static void waitForSignal() throws InterruptedException {
    System.out.println("waiting");
    new CountDownLatch(1).await();
  }
}
