package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads events and service checks as strictly as a sender should write them (DataDog/documentation
 * {@code datagram_shell.md}): lengths in bytes, every field once, nothing else.
 *
 * @param title of an event, the name of a check
 * @param text of an event, the status of a check
 */
record NewsLine(String title, String text, List<String> fields) {

  private static final Pattern EVENT = Pattern.compile("_e\\{([1-9]\\d*),([1-9]\\d*)\\}:(.*)");
  private static final Pattern EVENT_FIELD =
      Pattern.compile(
          "(d:\\d+|h:[^|]+|k:[^|]+|p:(normal|low)|s:[^|]+|t:(error|warning|info|success)|#[^|]+)");
  private static final Pattern CHECK =
      Pattern.compile("_sc\\|([A-Za-z][\\w.]*)\\|([0-3])(?:\\|(d:\\d+))?(?:\\|(#[^|]+))?");
  private static final Pattern TAG = Pattern.compile("[^,|#\\s\\p{Cntrl}:]+:[^,|\\s\\p{Cntrl}]+");

  static boolean isNews(String line) {
    return line.startsWith("_e{") || line.startsWith("_sc|");
  }

  static NewsLine parse(String line) {
    assertThat(line).doesNotContainPattern("[\\p{Cntrl}\ufffd]");
    NewsLine read = line.startsWith("_e{") ? event(line) : check(line);
    read.fields.stream().map(field -> field.substring(0, 1)).forEach(read::hasOnce);
    read.fields.stream().filter(field -> field.startsWith("#")).forEach(NewsLine::checkTags);
    return read;
  }

  private static NewsLine event(String line) {
    Matcher matcher = EVENT.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    byte[] rest = matcher.group(3).getBytes(StandardCharsets.UTF_8);
    int title = Integer.parseInt(matcher.group(1));
    int end = title + 1 + Integer.parseInt(matcher.group(2));
    assertThat(end).as(line).isLessThanOrEqualTo(rest.length);
    assertThat(rest[title]).as(line).isEqualTo((byte) '|');
    List<String> fields = List.of(utf8(rest, end, rest.length).split("\\|", -1));
    assertThat(fields.get(0)).as(line).isEmpty();
    assertThat(fields.subList(1, fields.size())).allMatch(EVENT_FIELD.asMatchPredicate(), line);
    return new NewsLine(
        utf8(rest, 0, title), utf8(rest, title + 1, end), fields.subList(1, fields.size()));
  }

  private static NewsLine check(String line) {
    Matcher matcher = CHECK.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return new NewsLine(
        matcher.group(1),
        matcher.group(2),
        matcher.group(4) == null ? List.of() : List.of(matcher.group(4)));
  }

  /** What stands behind a letter and a colon, such as {@code k:}. */
  String field(String start) {
    return fields.stream()
        .filter(field -> field.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  private void hasOnce(String first) {
    assertThat(fields).filteredOn(field -> field.startsWith(first)).hasSize(1);
  }

  private static void checkTags(String field) {
    for (String tag : field.substring(1).split(",", -1)) {
      assertThat(TAG.matcher(tag).matches()).as(tag).isTrue();
    }
  }

  private static String utf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
