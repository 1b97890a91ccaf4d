package com.athena.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Applies all rules to all lines of a file. It has no state; any thread may call it. */
public final class FileScanner {

  /**
   * Scans a file, on the calling thread.
   *
   * @param name the file's name; its extension tells the type
   * @param content the file, read as UTF-8
   */
  public ScanResult scan(String name, byte[] content) {
    var text = new String(content, UTF_8);
    String fileType = FileTypes.of(name, text);
    List<String> lines = text.lines().toList();
    return new ScanResult(
        fileType,
        content.length,
        find(VulnerabilityRules.ALL, fileType, lines),
        find(MalwareRules.ALL, fileType, lines));
  }

  private static List<Finding> find(List<Rule> rules, String fileType, List<String> lines) {
    List<Rule> applicable = rules.stream().filter(rule -> rule.appliesTo(fileType)).toList();
    var findings = new ArrayList<Finding>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      int number = index + 1;
      applicable.stream()
          .filter(rule -> rule.matches(line))
          .forEach(rule -> findings.add(rule.at(number)));
    }
    return findings;
  }
}
