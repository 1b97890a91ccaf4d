package io.athena.apm.kit;

import io.athena.apm.command.listen.Datagram;
import io.athena.apm.command.listen.UdpReceiver;
import java.util.concurrent.CountDownLatch;

/** Prints the lines that arrive at a UDP port: for a network where the test itself is not. */
public final class ReceivingMain {

  private ReceivingMain() {}

  /** The argument: the port. Says so when it listens; a SIGTERM ends it when all was printed. */
  public static void main(String[] arguments) throws InterruptedException {
    var receiver = UdpReceiver.start(Integer.parseInt(arguments[0]), ReceivingMain::print);
    Runtime.getRuntime().addShutdownHook(new Thread(receiver::close));
    System.out.println("listening");
    new CountDownLatch(1).await();
  }

  private static void print(Datagram datagram) {
    datagram.lines().forEach(System.out::println);
  }
}
