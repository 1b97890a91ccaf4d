package io.athena.apm.command.listen;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * An open port whose datagrams are printed and added up until it ends. The reader's thread only
 * empties the socket, or the kernel would throw away what comes while a long table is printed:
 * everything else is done by a second thread, in the order of arrival.
 */
final class Listening {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Reception reception;
  private final DatagramReport each;
  private final PrintWriter out;
  private final SerialExecutor worker = new SerialExecutor("listen");
  private final AtomicBoolean ended = new AtomicBoolean();
  private UdpReceiver receiver;
  private long toldDatagrams;

  private Listening(Reception reception, DatagramReport each, PrintWriter out) {
    this.reception = reception;
    this.each = each;
    this.out = out;
  }

  /**
   * Listens.
   *
   * @param each prints each datagram; null for none
   * @throws java.io.UncheckedIOException where the port is taken
   */
  static Listening start(
      InetAddress address, int port, Reception reception, DatagramReport each, PrintWriter out) {
    Listening listening = new Listening(reception, each, out);
    listening.receiver = UdpReceiver.start(address, port, listening::received);
    return listening;
  }

  /** The port that is open. */
  int port() {
    return receiver.port();
  }

  /** Returns at once. */
  void received(Datagram datagram) {
    worker.execute(() -> add(datagram));
  }

  private void add(Datagram datagram) {
    reception.add(datagram);
    if (each != null) {
      print(each.lines(datagram));
    }
  }

  /** Prints the totals so far where they are not what was printed last; not after the end. */
  void totals() {
    if (!ended.get()) {
      worker.execute(this::printNews);
    }
  }

  private void printNews() {
    if (reception.datagrams() > toldDatagrams) {
      toldDatagrams = reception.datagrams();
      printTotals();
      print(List.of(""));
    }
  }

  /** Reads what has arrived and prints the totals; once, whoever calls first. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      receiver.close();
      worker.execute(this::printTotals);
      worker.end();
    }
  }

  /** How many lines broke a rule. Called after the end. */
  long malformed() {
    return reception.malformed();
  }

  private void printTotals() {
    print(ReceptionReport.lines(reception));
  }

  /** What a terminal would take for a command is shown as a question mark. */
  private void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(CONTROL.matcher(line).replaceAll("?")).append(System.lineSeparator());
    }
    out.print(text);
    out.flush();
  }
}
