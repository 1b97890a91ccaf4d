package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.UdpListener;
import java.util.regex.Pattern;

/** The account of lines that a JVM prints at its end; always with {@code log.level=info}. */
record Account(long written, long sent, long dropped, long failed, long underWay) {

  /** A pattern for {@link StandardError}. */
  static final String LINE =
      "athena-apm: exit: (?:\\w+: )?(\\d+) lines written: (\\d+) sent, (\\d+) dropped, (\\d+) failed"
          + "(?:, (\\d+) under way)?(?:; \\d+ series not sent)?";

  private static final Pattern WORDS = Pattern.compile(LINE);

  /** The account of a JVM that has exited: it adds up, and no line is in flight. */
  static Account of(ForkedJvm jvm) {
    return of(jvm.awaitErr(LINE, Measured.LIMIT));
  }

  /** The same from its line. */
  static Account of(String text) {
    var account = ofUnendedFlush(text);
    assertThat(account.underWay).as(account::toString).isZero();
    return account;
  }

  /** The account of a JVM that may have exited during a flush, because the receiver hung. */
  static Account ofUnendedFlush(ForkedJvm jvm) {
    return ofUnendedFlush(jvm.awaitErr(LINE, Measured.LIMIT));
  }

  private static Account ofUnendedFlush(String text) {
    var line = WORDS.matcher(text);
    assertThat(line.matches()).isTrue();
    var account =
        new Account(
            Long.parseLong(line.group(1)),
            Long.parseLong(line.group(2)),
            Long.parseLong(line.group(3)),
            Long.parseLong(line.group(4)),
            line.group(5) == null ? 0 : Long.parseLong(line.group(5)));
    assertThat(account.written)
        .as(account::toString)
        .isEqualTo(account.sent + account.dropped + account.failed + account.underWay);
    return account;
  }

  /** Asserts that this server received each line that was sent, and no other. */
  void isOf(UdpListener server) {
    assertThat(sent).isEqualTo(server.lines().size());
  }
}
