package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DatagramObserver;
import com.timgroup.statsd.InvalidMessageException;
import io.athena.apm.exporters.pacing.Pacer;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * What has become of the datagrams of one flush, line by line. Told by the client's threads, asked
 * when the client is closed.
 *
 * <p>Rests between datagrams, on the client's sending thread: its queues fill up meanwhile, and
 * then the flush waits.
 */
final class Datagrams implements DatagramObserver {

  private final Pacer pacer;
  private int written;
  private int sent;
  private int bytes;
  private int refused;
  private int unsendable;
  private String problem = "";

  /** None yet. */
  Datagrams(Pacer pacer) {
    this.pacer = pacer;
  }

  /** How many lines the client has finished. */
  synchronized int written() {
    return written;
  }

  /** How many lines have left. */
  synchronized int sent() {
    return sent;
  }

  /** How many bytes they had. */
  synchronized int bytes() {
    return bytes;
  }

  /** How many lines were in datagrams that the operating system did not take. */
  synchronized int refused() {
    return refused;
  }

  /** How many lines are longer than a datagram. */
  synchronized int unsendable() {
    return unsendable;
  }

  /** Why the first datagram that was not taken was not. */
  synchronized String problem() {
    return problem;
  }

  @Override
  public synchronized void handle(Exception exception) {
    if (exception instanceof InvalidMessageException
        || exception instanceof BufferOverflowException) { // in bytes, and not in characters
      unsendable++;
    } else if (problem.isEmpty()) {
      problem = String.valueOf(exception.getMessage());
    }
  }

  @Override
  public synchronized void lineWritten() {
    written++;
  }

  @Override
  public WritableByteChannel observed(WritableByteChannel channel) {
    return new Observed(channel);
  }

  private synchronized void leaving(int lines, int size, boolean taken) {
    sent += taken ? lines : 0;
    bytes += taken ? size : 0;
    refused += taken ? 0 : lines;
  }

  private final class Observed implements WritableByteChannel {

    private final WritableByteChannel channel;

    Observed(WritableByteChannel channel) {
      this.channel = channel;
    }

    /** Nothing is left to send where the client's last buffer is empty. */
    @Override
    public int write(ByteBuffer datagram) throws IOException {
      return datagram.hasRemaining() ? writeCounted(datagram) : 0;
    }

    private int writeCounted(ByteBuffer datagram) throws IOException {
      int lines = lines(datagram);
      int size = datagram.remaining();
      boolean taken = false;
      try {
        int written = channel.write(datagram);
        taken = written == size;
        return written;
      } finally {
        leaving(lines, size, taken);
        pacer.datagramSent();
      }
    }

    /** The client ends each line with a line feed, and has none within. */
    private static int lines(ByteBuffer datagram) {
      int lines = 0;
      for (int i = datagram.position(); i < datagram.limit(); i++) {
        lines += datagram.get(i) == '\n' ? 1 : 0;
      }
      return lines;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
