package io.athena.apm.core.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of rules that the operator has named. Read at the start, and again when one of them has
 * changed. Used on the athena-apm thread.
 */
public final class RuleFiles {

  private final List<Path> files;
  private final List<RuleSet> good = new ArrayList<>();
  private List<String> stamps = List.of();

  /** Files, none of which has been read. */
  public RuleFiles(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /** Reads all files. What is right in them is used, whatever else is wrong. */
  public RuleSet read() {
    stamps = stamps();
    good.clear();
    for (Path file : files) {
      good.add(RulesReader.read(file));
    }
    return together(good);
  }

  /** Whether a file is another one than when it was read last. */
  public boolean haveChanged() {
    return !stamps.equals(stamps());
  }

  /**
   * Reads all files again. A file with a problem is as it was when it had none; its problems are
   * told all the same.
   */
  public RuleSet readAgain() {
    stamps = stamps();
    List<RuleProblem> problems = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      RuleSet read = RulesReader.read(files.get(i));
      problems.addAll(read.problems());
      if (read.problems().isEmpty()) {
        good.set(i, read);
      }
    }
    RuleSet all = together(good);
    return new RuleSet(all.file(), all.enabled(), all.rules(), problems);
  }

  /** One file that says {@code enabled: false} speaks for all. */
  private static RuleSet together(List<RuleSet> sets) {
    List<String> names = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    List<RuleProblem> problems = new ArrayList<>();
    boolean enabled = true;
    for (RuleSet set : sets) {
      names.add(set.file());
      rules.addAll(set.rules());
      problems.addAll(set.problems());
      enabled &= set.enabled();
    }
    return new RuleSet(String.join(", ", names), enabled, rules, problems);
  }

  private List<String> stamps() {
    List<String> now = new ArrayList<>();
    for (Path file : files) {
      now.add(stamp(file));
    }
    return now;
  }

  /** Editors replace a file, and two edits may come within a tick of its clock. */
  private static String stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException absent) {
      return "absent";
    }
  }
}
