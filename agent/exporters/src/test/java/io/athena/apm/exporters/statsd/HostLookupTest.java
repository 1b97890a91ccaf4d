package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Look-ups run here when the test says so, as if the name server took its time. */
@Timeout(60)
class HostLookupTest {

  private static final InetAddress OLD = address(1);
  private static final InetAddress NEW = address(2);

  private final ManualClock clock = new ManualClock();
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private InetAddress answer = OLD;
  private final HostLookup host =
      new HostLookup("stats", this::resolve, asked::add, Duration.ofNanos(1), clock);
  private final HostLookup quick =
      new HostLookup("stats", this::resolve, Runnable::run, Duration.ZERO, clock);

  private InetAddress resolve(String name) throws UnknownHostException {
    if (answer == null) {
      throw new UnknownHostException(name);
    }
    return answer;
  }

  @Test
  void firstAnswer_isWaitedFor() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    HostLookup slow =
        new HostLookup(
            "stats",
            name -> {
              started.countDown();
              return OLD;
            },
            new ShortLivedThread("test-dns"),
            Duration.ofMinutes(1),
            clock);

    assertThat(slow.address()).isEqualTo(OLD);
    assertThat(started.getCount()).isZero();
  }

  @Test
  void nameServerThatHangs_isAskedOnce_andItsAnswerUsedWhenItComes() throws Exception {
    assertThatIOException()
        .isThrownBy(host::address)
        .withMessage("no name server has told its address yet");
    assertThatIOException()
        .isThrownBy(host::address)
        .withMessage("no name server has told its address yet");
    assertThat(asked).as("one look-up at a time").hasSize(1);

    asked.remove().run();

    assertThat(host.address()).isEqualTo(OLD);
  }

  @Test
  void oldAddress_staysInUse_whileTheNameServerHangs() throws Exception {
    know(OLD);
    answer = NEW;
    host.askAgain();

    assertThat(host.address()).isEqualTo(OLD);
    assertThat(asked).hasSize(1);

    asked.remove().run();
    assertThat(host.address()).isEqualTo(NEW);
  }

  @Test
  void oldAddress_staysInUse_whileTheNameServerKnowsNothing() throws Exception {
    know(OLD);
    answer = null;
    host.askAgain();
    asked.remove().run();
    assertThat(host.address()).isEqualTo(OLD);

    answer = NEW;
    host.askAgain();
    asked.remove().run();
    assertThat(host.address()).isEqualTo(NEW);
  }

  @Test
  void unknownHost_isAskedForAgain() throws Exception {
    answer = null;
    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(quick::address);

    answer = NEW;
    assertThat(quick.address()).isEqualTo(NEW);
  }

  @Test
  void failureDuringALookUp_hasTheHostLookedUpOnceMore() throws Exception {
    know(OLD);
    host.askAgain();
    host.askAgain();
    answer = NEW;
    asked.remove().run();

    assertThat(host.address()).isEqualTo(NEW);
    assertThat(asked).hasSize(1);
  }

  @Test
  void host_isLookedUpAgainAfterFiveMinutes() throws Exception {
    know(OLD);
    clock.pass(299, TimeUnit.SECONDS);
    host.address();
    assertThat(asked).isEmpty();

    clock.pass(1, TimeUnit.SECONDS);
    answer = NEW;
    assertThat(host.address()).isEqualTo(OLD);
    asked.remove().run();
    assertThat(host.address()).isEqualTo(NEW);
    assertThat(asked).isEmpty();
  }

  private void know(InetAddress address) throws IOException {
    answer = address;
    host.askAgain();
    asked.remove().run();
    assertThat(host.address()).isEqualTo(address);
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
