package io.athena.apm.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator's rules files: read at start, and again when one of them has changed. Used on the
 * athena-apm thread.
 */
public final class RuleFiles {

  private final List<Path> files;
  private final List<RuleSet> good = new ArrayList<>();
  private List<String> stamps = List.of();

  /** Does not read the files yet. A file that is named twice is read once. */
  public RuleFiles(List<Path> files) {
    Map<Path, Path> distinct = new LinkedHashMap<>();
    for (Path file : files) {
      distinct.putIfAbsent(place(file), file);
    }
    this.files = List.copyOf(distinct.values());
  }

  private static Path place(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Reads all files. Rules without a problem are used even if others have problems. */
  public RuleSet read() {
    stamps = stamps();
    good.clear();
    List<RuleProblem> problems = new ArrayList<>();
    for (Path file : files) {
      RuleSet read = RulesReader.read(file);
      problems.addAll(read.problems());
      good.add(read);
    }
    return together(problems);
  }

  /** Whether a file has changed since it was read. */
  public boolean haveChanged() {
    return !stamps.equals(stamps());
  }

  /**
   * Reads all files again and reports their problems. For a file with a problem, the last version
   * without problems stays in effect, but the new {@code enabled} is used if it can be read.
   */
  public RuleSet readAgain() {
    stamps = stamps();
    List<RuleProblem> problems = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      RuleSet held = good.get(i);
      RuleSet read = RulesReader.read(files.get(i), held.enabled());
      problems.addAll(read.problems());
      good.set(
          i,
          read.problems().isEmpty()
              ? read
              : new RuleSet(held.file(), read.enabled(), held.rules(), held.problems()));
    }
    return together(problems);
  }

  /**
   * Merges the files. One {@code enabled: false} switches all of them off. Skips a rule that gives
   * a name another type or unit than an earlier file.
   */
  private RuleSet together(List<RuleProblem> problems) {
    List<String> files = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    RecordedNames names = new RecordedNames();
    boolean enabled = true;
    for (RuleSet set : good) {
      files.add(set.file());
      enabled &= set.enabled();
      for (Rule rule : set.rules()) {
        int before = problems.size();
        names.add(rule, problems);
        if (problems.size() == before) {
          rules.add(rule);
        }
      }
    }
    return new RuleSet(String.join(", ", files), enabled, rules, problems);
  }

  private List<String> stamps() {
    List<String> now = new ArrayList<>();
    for (Path file : files) {
      now.add(stamp(file));
    }
    return now;
  }

  /**
   * Includes the file's identity: editors replace files, and two edits may have the same
   * modification time.
   */
  private static String stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException absent) {
      return "absent";
    }
  }
}
