package io.athena.apm.command.listen;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open port whose datagrams are printed and added up until it ends. The reader's thread, that of
 * the totals and the one that ends it take turns.
 */
final class Listening {

  private final Reception reception;
  private final DatagramReport each;
  private final PrintWriter out;
  private final AtomicBoolean ended = new AtomicBoolean();
  private UdpReceiver receiver;
  private long toldDatagrams;

  private Listening(Reception reception, DatagramReport each, PrintWriter out) {
    this.reception = reception;
    this.each = each;
    this.out = out;
  }

  /**
   * Listens and says where.
   *
   * @param each prints each datagram; null for none
   * @throws java.io.UncheckedIOException where the port is taken
   */
  static Listening start(int port, Reception reception, DatagramReport each, PrintWriter out) {
    Listening listening = new Listening(reception, each, out);
    listening.receiver = UdpReceiver.start(port, listening::received);
    out.println("listening on 127.0.0.1:" + listening.receiver.port());
    out.flush();
    return listening;
  }

  private synchronized void received(Datagram datagram) {
    reception.add(datagram);
    if (each != null) {
      each.lines(datagram).forEach(this::print);
      out.flush();
    }
  }

  /** What a terminal would take for a command is shown as a question mark. */
  private void print(String line) {
    out.println(line.replaceAll("\\p{Cntrl}", "?"));
  }

  synchronized long malformed() {
    return reception.malformed();
  }

  /** Prints the totals so far where they are not what was printed last; not after the end. */
  synchronized void totals() {
    if (!ended.get() && reception.datagrams() > toldDatagrams) {
      toldDatagrams = reception.datagrams();
      printTotals();
      out.println();
      out.flush();
    }
  }

  /** Reads what has arrived and prints the totals; once, whoever calls first. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      receiver.close();
      printTotals();
    }
  }

  private synchronized void printTotals() {
    ReceptionReport.lines(reception).forEach(this::print);
    out.flush();
  }
}
