package io.athena.apm.command.listen;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Prints and adds up the datagrams of an open port until it ends. The reader's thread only empties
 * the socket: otherwise the kernel would drop datagrams while a long table is printed. A second
 * thread does everything else, in the order of arrival.
 */
final class Listening {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Reception reception;
  private final DatagramReport each;
  private final PrintWriter out;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(Listening::daemon);
  private final AtomicBoolean ended = new AtomicBoolean();
  private UdpReceiver receiver;
  private long printedDatagrams;

  private Listening(Reception reception, DatagramReport each, PrintWriter out) {
    this.reception = reception;
    this.each = each;
    this.out = out;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "listen");
    thread.setDaemon(true);
    return thread;
  }

  /** Listens; throws where the port is taken. {@code each} prints each datagram; null for none. */
  static Listening start(
      InetAddress address, int port, Reception reception, DatagramReport each, PrintWriter out) {
    Listening listening = new Listening(reception, each, out);
    listening.receiver = UdpReceiver.start(address, port, listening::received);
    return listening;
  }

  int port() {
    return receiver.port();
  }

  /** Called by the reader's thread. */
  void received(Datagram datagram) {
    worker.execute(() -> add(datagram));
  }

  private void add(Datagram datagram) {
    reception.add(datagram);
    if (each != null) {
      print(each.lines(datagram));
    }
  }

  /**
   * Prints the totals if datagrams have arrived since the last time; does nothing after the end.
   */
  void totals() {
    if (!ended.get()) {
      worker.execute(this::printNews);
    }
  }

  private void printNews() {
    if (reception.datagrams() > printedDatagrams) {
      printedDatagrams = reception.datagrams();
      printTotals();
      print(List.of(""));
    }
  }

  /** The first call reads the remaining datagrams and prints the totals; later calls do nothing. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      receiver.close();
      worker.execute(this::printTotals);
      worker.shutdown();
      try {
        if (!worker.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
          throw new IllegalStateException("waited for centuries");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Called after the end. */
  long malformed() {
    return reception.malformed();
  }

  private void printTotals() {
    print(ReceptionReport.lines(reception));
  }

  /** Prints a question mark for each control character: a terminal would execute it. */
  private void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(CONTROL.matcher(line).replaceAll("?")).append(System.lineSeparator());
    }
    out.print(text);
    out.flush();
  }
}
