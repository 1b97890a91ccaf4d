package io.athena.apm.kit;

import io.athena.apm.command.listen.Datagram;
import io.athena.apm.command.listen.UdpReceiver;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Prints the lines that arrive at a UDP port or a Unix socket, in a process that a test can kill or
 * run in another network namespace.
 */
public final class ReceivingMain {

  private ReceivingMain() {}

  /** Receives until SIGTERM, then prints what has arrived. The argument is the port or the path. */
  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(closing(arguments[0])));
    System.out.println("listening");
    new CountDownLatch(1).await();
  }

  private static Runnable closing(String where) {
    return where.startsWith("/")
        ? UnixStreamReceiver.start(Path.of(where), System.out::println)::close
        : UdpReceiver.start(Integer.parseInt(where), ReceivingMain::print)::close;
  }

  private static void print(Datagram datagram) {
    datagram.lines().forEach(System.out::println);
  }
}
