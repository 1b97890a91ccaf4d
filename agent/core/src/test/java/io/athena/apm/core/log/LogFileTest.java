package io.athena.apm.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  private static final String KILOBYTE = "x".repeat(1_000);

  @TempDir Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void line_hasTheTimeBeforeIt() throws IOException {
    LogFile file = opened("apm.log");

    write(file, "a\nb");

    assertThat(lines("apm.log")).containsExactly("2001-09-09T01:46:40Z a?b");
    assertThat(problems).isEmpty();
  }

  @Test
  void linesFromBefore_areWrittenWhenItIsOpened() throws IOException {
    LogFile file = file("apm.log");
    write(file, "early");
    assertThat(directory).isEmptyDirectory();

    file.open();
    write(file, "late");

    assertThat(lines("apm.log")).extracting(LogFileTest::message).containsExactly("early", "late");
  }

  @Test
  void linesThatWaitForTheFile_areBounded() throws IOException {
    LogFile file = file("apm.log");
    for (int i = 0; i < 5_000; i++) {
      write(file, "line " + i);
    }

    file.open();

    assertThat(lines("apm.log")).hasSize(1_000);
  }

  @Test
  void missingFolders_areMade() throws IOException {
    write(opened("logs/of/agents/apm.log"), "x");

    assertThat(lines("logs/of/agents/apm.log")).hasSize(1);
  }

  @Test
  void nextStart_continuesTheFile() throws IOException {
    write(opened("apm.log"), "first");

    write(opened("apm.log"), "second");

    assertThat(lines("apm.log"))
        .extracting(LogFileTest::message)
        .containsExactly("first", "second");
  }

  @Test
  void fullFile_isFollowedByAnother_andTheNewestFiveAreKept() throws IOException {
    LogFile file = opened("apm.log");

    for (int kilobyte = 0; kilobyte < 7_500; kilobyte++) {
      write(file, KILOBYTE);
    }
    write(file, "newest");

    try (Stream<Path> files = Files.list(directory.resolve("apm.log.d"))) {
      assertThat(files).hasSize(5).allMatch(one -> one.toFile().length() <= 1024 * 1024 + 2_000);
    }
    assertThat(lines("apm.log")).last().matches(line -> message(line).equals("newest"));
    assertThat(problems).isEmpty();
  }

  @Test
  void filesOfOthers_areNeitherReadNorDeleted() throws IOException {
    Path others = Files.createDirectories(directory.resolve("apm.log.1"));
    for (int i = 0; i < 9; i++) {
      Files.writeString(others.resolve(i + ".log"), "theirs");
      Files.writeString(directory.resolve("apm." + i + ".log"), "theirs");
    }

    write(opened("apm.log"), "x");

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(9 + 9 + 2);
    }
  }

  @Test
  void fileThatIsNotTheAgents_isLeftAlone_whichIsReported() throws IOException {
    Files.writeString(directory.resolve("service.log"), "theirs");

    write(opened("service.log"), "x");

    assertThat(lines("service.log")).containsExactly("theirs");
    assertThat(problems)
        .containsExactly(
            "log.file: "
                + directory.resolve("service.log")
                + " can't be opened (FileAlreadyExistsException); lines go to standard error only");
  }

  @Test
  void fileThatCanNotBeOpened_isReportedOnce() throws IOException {
    Files.writeString(directory.resolve("no-folder"), "");
    LogFile file = opened("no-folder/apm.log");

    write(file, "a");
    write(file, "b");

    assertThat(problems)
        .singleElement()
        .asString()
        .matches("log.file: .*apm.log can't be opened \\(\\w+\\); lines go to standard error only");
  }

  @Test
  void nameWithAPattern_isReported() {
    opened("apm-{pid}.log");

    assertThat(problems).singleElement().asString().contains("{pid}.log can't be opened (");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void nameThatIsNoPath_isReported() {
    opened("a\0b");

    assertThat(problems).singleElement().asString().contains("(InvalidPathException)");
  }

  private LogFile file(String name) {
    return new LogFile(directory + "/" + name, () -> 1_000_000_000_000L, problems::add);
  }

  private LogFile opened(String name) {
    LogFile file = file(name);
    file.open();
    return file;
  }

  private static void write(LogFile file, String message) {
    file.write(new LogLine(LogLine.Level.WARN, message));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }

  private static String message(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }
}
