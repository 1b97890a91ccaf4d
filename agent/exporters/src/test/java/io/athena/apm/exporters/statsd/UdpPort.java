package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A connected UDP socket as the kernel makes it: a datagram to a closed port seems to leave, and
 * the next call throws, and what it was to send does not leave.
 */
final class UdpPort implements PacketSender {

  private final List<String> received = new ArrayList<>();
  private boolean open = true;
  private boolean errorPending;
  private boolean newsIsLate;
  private int roundTrip;
  private int callsUntilNews;
  private int untilShut = -1;
  private int dropEvery;
  private int packets;
  private Exception broken;
  private Runnable slowness = () -> {};

  void open() {
    open = true;
  }

  void shut() {
    open = false;
  }

  /** So many more packets arrive, then it is shut. */
  void shutAfter(int packets) {
    untilShut = packets;
  }

  /** Whether an error is still on its way: nobody hears of it yet. */
  void newsIsLate(boolean late) {
    newsIsLate = late;
  }

  /** An error is not heard of by so many calls after its packet. */
  void roundTrip(int calls) {
    roundTrip = calls;
  }

  /** Each n-th packet vanishes. */
  void dropEvery(int n) {
    dropEvery = n;
  }

  /** Every packet takes so long. */
  void takes(Duration time, ManualClock clock) {
    slowness = () -> clock.pass(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Every write throws, until null is given. */
  void breakWith(Exception problem) {
    broken = problem;
  }

  /** The datagrams that arrived since the last call. */
  List<String> receive() {
    List<String> arrived = List.copyOf(received);
    received.clear();
    return arrived;
  }

  @Override
  public void send(ByteBuffer packet) throws IOException {
    check();
    if (broken instanceof IOException problem) {
      throw problem;
    }
    if (broken instanceof RuntimeException problem) {
      throw problem;
    }
    slowness.run();
    open &= untilShut-- != 0;
    if (dropEvery > 0 && ++packets % dropEvery == 0) {
      return;
    }
    if (open) {
      received.add(StandardCharsets.UTF_8.decode(packet).toString());
    } else {
      errorPending = true;
      callsUntilNews = roundTrip;
    }
  }

  @Override
  public void check() throws PortUnreachableException {
    if (errorPending && !newsIsLate && callsUntilNews-- <= 0) {
      errorPending = false;
      throw new PortUnreachableException();
    }
  }

  @Override
  public void close() {}
}
