package io.athena.apm.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardErrorWriterTest {

  private final ByteArrayOutputStream target = new ByteArrayOutputStream();

  private String written(LogLine.Level least) {
    StandardErrorWriter writer = new StandardErrorWriter(target, least);
    writer.write(new LogLine(LogLine.Level.NOTICE, "started"));
    writer.write(new LogLine(LogLine.Level.WARN, "\u00fcnknown host"));
    writer.write(new LogLine(LogLine.Level.INFO, "exit"));
    return target.toString(StandardCharsets.UTF_8);
  }

  @Test
  void warn_leavesOutWhatIsOnRequestOnly() {
    assertThat(written(LogLine.Level.WARN))
        .isEqualTo("athena-apm: started\nathena-apm: \u00fcnknown host\n");
  }

  @Test
  void info_writesAll() {
    assertThat(written(LogLine.Level.INFO)).endsWith("athena-apm: exit\n");
  }

  @Test
  void message_staysOnItsLine() {
    StandardErrorWriter writer = new StandardErrorWriter(target, LogLine.Level.WARN);
    writer.write(new LogLine(LogLine.Level.WARN, "metric a\nb\u001b[31m"));
    assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo("athena-apm: metric a?b?[31m\n");
  }

  @Test
  void closedStream_isNoProblemOfTheApplication() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("closed");
          }
        };
    StandardErrorWriter writer = new StandardErrorWriter(closed, LogLine.Level.INFO);
    assertThatNoException()
        .isThrownBy(() -> writer.write(new LogLine(LogLine.Level.WARN, "nobody reads this")));
  }
}
