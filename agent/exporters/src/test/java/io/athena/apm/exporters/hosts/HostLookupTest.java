package io.athena.apm.exporters.hosts;

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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups run here when the test says so, as if the name server took its time. */
@Timeout(60)
class HostLookupTest {

  private static final InetAddress OLD = address(1);
  private static final InetAddress NEW = address(2);
  private static final long INTERVAL = HostLookup.PERIOD_NANOS;

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private InetAddress[] answer = {OLD};
  private final HostLookup host = lookup("stats");

  private HostLookup lookup(String name) {
    return new HostLookup(name, () -> resolve(name), asked::add, Duration.ofNanos(1), now::get);
  }

  private InetAddress[] resolve(String name) throws UnknownHostException {
    if (answer.length == 0) {
      throw new UnknownHostException(name);
    }
    return answer;
  }

  @Test
  void construction_asksNothing() {
    assertThat(asked).isEmpty();
  }

  @Test
  void firstAnswer_isWaitedFor() throws Exception {
    CountDownLatch flushWaits = new CountDownLatch(1);
    HostLookup slow =
        new HostLookup(
            "stats",
            () -> {
              awaitQuietly(flushWaits);
              return answer;
            },
            task -> new Thread(task, "test-dns").start(),
            Duration.ofMinutes(1),
            now::get);
    slow.beginFlush();
    flushWaits.countDown();

    assertThat(slow.address()).isEqualTo(OLD);
  }

  @Test
  void nameServerThatHangs_isAskedOnce_andItsAnswerUsedWhenItComes() throws Exception {
    flush();
    assertThatNobodyHasAnswered();
    flush();
    assertThatNobodyHasAnswered();
    assertThat(asked).as("one look-up at a time").hasSize(1);

    answer();
    flush();

    assertThat(host.address()).isEqualTo(OLD);
  }

  @Test
  void hostThatHasMoved_isFollowedAtTheSecondFlush() throws Exception {
    know(OLD);
    answer = new InetAddress[] {NEW};

    flush();
    assertThat(host.address()).isEqualTo(OLD);
    answer();
    assertThat(host.address()).as("one flush, one address").isEqualTo(OLD);

    flush();
    assertThat(host.address()).isEqualTo(NEW);
  }

  @Test
  void name_isLookedUpAgain_after30Seconds() {
    flush(0);
    answer();
    flush(HostLookup.PERIOD_NANOS - 1);
    assertThat(asked).isEmpty();

    flush(1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void unknownHost_isLookedUpAtEachFlush() {
    answer = new InetAddress[] {};
    flush(0);
    answer();
    flush(1);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void hostThatCanNotMove_isAskedForOnce(String name) throws Exception {
    HostLookup fixed = lookup(name);
    fixed.beginFlush();
    answer();
    now.addAndGet(INTERVAL);
    fixed.beginFlush();

    assertThat(fixed.address()).isEqualTo(OLD);
    assertThat(asked).isEmpty();
  }

  @Test
  void localhostThatNobodyKnows_isAskedForAgain() throws Exception {
    HostLookup fixed = lookup("localhost");
    answer = new InetAddress[] {};
    fixed.beginFlush();
    answer();
    answer = new InetAddress[] {OLD};
    now.addAndGet(INTERVAL);
    fixed.beginFlush();
    now.addAndGet(INTERVAL);
    fixed.beginFlush();
    answer();

    assertThat(fixed.address()).isEqualTo(OLD);
  }

  @Test
  void oldAddress_staysInUse_whileTheNameServerHangs() throws Exception {
    know(OLD);
    flush();
    flush();
    flush();

    assertThat(host.address()).isEqualTo(OLD);
    assertThat(asked).as("one look-up at a time").hasSize(1);
  }

  @Test
  void oldAddress_staysInUse_whileTheNameServerKnowsNothing() throws Exception {
    know(OLD);
    answer = new InetAddress[] {};
    flush();
    answer();
    flush();
    assertThat(host.address()).isEqualTo(OLD);

    answer();
    know(NEW);
  }

  @Test
  void unknownHost_isToldSo_andAskedForAtTheNextFlush() throws Exception {
    answer = new InetAddress[] {};
    flush();
    answer();
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(host::address)
        .withMessage("stats");

    know(NEW);
  }

  @Test
  void addressThatIsStillOneOfTheHosts_staysInUse() throws Exception {
    know(OLD);
    answer = new InetAddress[] {NEW, OLD};
    flush();
    answer();
    flush();

    assertThat(host.address()).isEqualTo(OLD);
  }

  @Test
  void addressThatHasFailed_isLeftForTheFirstOfTheHosts() throws Exception {
    know(OLD);
    answer = new InetAddress[] {NEW, OLD};
    host.failed();
    flush();
    answer();
    flush();

    assertThat(host.address()).isEqualTo(NEW);
  }

  @Test
  void resolverThatBreaks_leavesTheAddressInUse() throws Exception {
    know(OLD);
    answer = null;
    flush();
    answer();
    flush();
    assertThat(host.address()).isEqualTo(OLD);

    answer();
    know(NEW);
  }

  @Test
  void resolverThatThrowsAnError_makesTheHostUnknown() {
    HostLookup broken =
        new HostLookup(
            "stats",
            () -> {
              throw new LinkageError("stats");
            },
            Runnable::run,
            Duration.ZERO,
            now::get);
    broken.beginFlush();

    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(broken::address);
  }

  @Test
  void machineWithoutAThreadToSpare_leavesTheAddressInUse_andIsAskedForOneAgain() throws Exception {
    Queue<Error> refusals = new ArrayDeque<>();
    HostLookup poor =
        new HostLookup(
            "stats",
            () -> resolve("stats"),
            question -> {
              if (!refusals.isEmpty()) {
                throw refusals.remove();
              }
              question.run();
            },
            Duration.ZERO,
            now::get);
    poor.beginFlush();
    assertThat(poor.address()).isEqualTo(OLD);
    answer = new InetAddress[] {NEW};
    refusals.add(new OutOfMemoryError("unable to create native thread"));

    now.addAndGet(INTERVAL);
    poor.beginFlush();
    assertThat(poor.address()).isEqualTo(OLD);

    now.addAndGet(INTERVAL);
    poor.beginFlush();
    now.addAndGet(INTERVAL);
    poor.beginFlush();
    assertThat(poor.address()).isEqualTo(NEW);
  }

  private void know(InetAddress address) throws IOException {
    answer = new InetAddress[] {address};
    flush();
    answer();
    flush(0);
    assertThat(host.address()).isEqualTo(address);
  }

  private void flush() {
    flush(INTERVAL);
  }

  private void flush(long nanosLater) {
    now.addAndGet(nanosLater);
    host.beginFlush();
  }

  private void answer() {
    asked.remove().run();
  }

  private void assertThatNobodyHasAnswered() {
    assertThatIOException()
        .isThrownBy(host::address)
        .withMessage("the name server has not answered yet");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
