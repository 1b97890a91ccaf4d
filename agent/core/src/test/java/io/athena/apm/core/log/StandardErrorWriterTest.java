package io.athena.apm.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandardErrorWriterTest {

  private final PrintStream before = System.err;

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void line_isWrittenWithTheAgentsName() {
    assertThat(written("\u00fcnknown host")).isEqualTo("athena-apm: \u00fcnknown host\n");
  }

  @Test
  void message_staysOnItsLine() {
    assertThat(written("metric a\nb\u001b[31m")).isEqualTo("athena-apm: metric a?b?[31m\n");
  }

  @Test
  void patternsOfTinylog_areNotReplacedInMessages() {
    assertThat(written("tag {level} {date}|x")).isEqualTo("athena-apm: tag {level} {date}|x\n");
  }

  @Test
  void streamThatCanNotBeWritten_isNoProblemOfTheApplication() {
    System.setErr(new PrintStream(new FullDisk(), true, StandardCharsets.UTF_8));

    assertThatNoException().isThrownBy(() -> write("nobody reads this"));
  }

  @Test
  void streamOfTheApplicationThatThrows_isNoProblemOfTheApplication() {
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void print(String text) {
            throw new IllegalStateException();
          }
        });

    assertThatNoException().isThrownBy(() -> write("nobody reads this"));
  }

  private static String written(String message) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    System.setErr(new PrintStream(target, true, StandardCharsets.UTF_8));
    write(message);
    return target.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static void write(String message) {
    new StandardErrorWriter().write(new LogLine(LogLine.Level.WARN, message));
  }

  private static final class FullDisk extends OutputStream {

    @Override
    public void write(int one) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
