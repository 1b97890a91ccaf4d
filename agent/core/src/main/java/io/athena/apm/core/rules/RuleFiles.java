package io.athena.apm.core.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of rules that the operator has named. Read at the start, and again when one of them has
 * changed. Used on the athena-apm thread.
 */
public final class RuleFiles {

  private final List<Path> named;
  private final List<Path> files;
  private final List<RuleSet> good = new ArrayList<>();
  private List<String> stamps = List.of();

  /** Files, none of which has been read. One that is named again is read once. */
  public RuleFiles(List<Path> files) {
    Map<Path, Path> distinct = new LinkedHashMap<>();
    for (Path file : files) {
      distinct.putIfAbsent(place(file), file);
    }
    this.files = List.copyOf(distinct.values());
    this.named = List.copyOf(files);
  }

  private static Path place(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Reads all files. What is right in them is used, whatever else is wrong. */
  public RuleSet read() {
    stamps = stamps();
    good.clear();
    List<RuleProblem> problems = repetitions();
    for (Path file : files) {
      RuleSet read = RulesReader.read(file);
      problems.addAll(read.problems());
      good.add(read.problems().isEmpty() ? read : asWritten(file, read));
    }
    return together(problems);
  }

  private List<RuleProblem> repetitions() {
    List<RuleProblem> problems = new ArrayList<>();
    for (Path file : files) {
      int times = times(file);
      if (times > 1) {
        problems.add(
            new RuleProblem(
                new Origin(file.toString(), 1),
                "the file is named " + times + " times, and is read once"));
      }
    }
    return problems;
  }

  private int times(Path file) {
    int times = 0;
    for (Path other : named) {
      times += place(other).equals(place(file)) ? 1 : 0;
    }
    return times;
  }

  /** Whether a file is another one than when it was read last. */
  public boolean haveChanged() {
    return !stamps.equals(stamps());
  }

  /**
   * Reads all files again. A file with a problem is as it was when it had none, but for {@code
   * enabled}, which counts wherever it can be read; its problems are told all the same.
   */
  public RuleSet readAgain() {
    stamps = stamps();
    List<RuleProblem> problems = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      RuleSet read = RulesReader.read(files.get(i));
      problems.addAll(read.problems());
      good.set(i, read.problems().isEmpty() ? read : asWritten(files.get(i), good.get(i)));
    }
    return together(problems);
  }

  /** The rules that hold of a file with problems, switched as it says now, if it does. */
  private static RuleSet asWritten(Path file, RuleSet held) {
    Boolean enabled = WrittenSwitch.read(file);
    return enabled == null
        ? held
        : new RuleSet(held.file(), enabled, held.rules(), held.problems());
  }

  /**
   * One file that says {@code enabled: false} speaks for all. A rule that gives a name another
   * meaning than a file before it is left out.
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
