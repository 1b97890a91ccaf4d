package io.athena.apm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules against a small service, compiled here. */
class RulesCheckCommandTest {

  private static final String SERVICE =
      """
      package com.acme;
      import java.util.*;
      import java.util.concurrent.*;
      class Scanner extends Base implements Source {
        private Severity state;
        public Result scan(String name, byte[] content) { return null; }
        public static Optional<Result> scan(String... names) { return null; }
        CompletionStage<Result> later() { return null; }
        Future<Result> future() { return null; }
        Flow.Publisher<Result> many() { return null; }
        native int size();
        @Audited void nothing() {}
        int left() { return 0; }
        int deep() { return deep(1); }
        int deep(int level) { return level; }
      }
      abstract class Base { String title; void close() {} abstract int left(); }
      interface Source { default int sourced() { return 1; } }
      record Result(String fileType, long sizeBytes, List<Finding> findings,
          Map<String, Severity> worst, Object other, Source source, int[] lines) {
        boolean isClean() { return true; }
        public String toString() { return ""; }
      }
      final class Finding { Severity severity; private int line; }
      enum Severity { LOW, HIGH }
      @interface Audited {}
      """;

  @TempDir Path directory;
  private Path rules;
  private Path classes;

  @BeforeEach
  void compile() throws IOException {
    rules = directory.resolve("rules.yaml");
    classes = Files.createDirectory(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Scanner.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SERVICE;
          }
        };
    List<String> options = List.of("-d", classes.toString(), "-proc:none");
    StringWriter problems = new StringWriter();
    boolean compiled =
        compiler.getTask(problems, null, null, options, null, List.of(source)).call();
    assertThat(compiled).as(problems.toString()).isTrue();
  }

  private Outcome check(String yaml) throws IOException {
    return check(yaml, classes.toString());
  }

  private Outcome check(String yaml, String classPath) throws IOException {
    Files.writeString(rules, yaml);
    Outcome outcome = Outcome.of("rules", "check", rules.toString(), "--classpath", classPath);
    return new Outcome(
        outcome.code(), outcome.out().replace(rules.toString(), "rules.yaml"), outcome.err());
  }

  @Test
  void goodRule_printsClassesAndMethods() throws IOException {
    Outcome outcome =
        check(
            """
            rules:
              - method: "com.acme.Scanner#scan"
                span: scan
                tags: {type: return.fileType, state: this.state, title: this.title}
                metrics:
                  - count: findings
                    each: return.findings
                    tags: {severity: item.severity}
                  - histogram: size
                    value: return.sizeBytes
                  - count: clean
                    when: return.clean
                  - count: lines
                    value: return.lines.length
                  - count: deep
                    tags: {a: return.other.any.thing, b: return.source.name, c: return.worst.x.name}
              - method: "com.acme.Scanner#later"
                count: later
                tags: {type: return.fileType}
            """);
    assertThat(outcome.out())
        .isEqualTo(
            """
            rules.yaml:2: com.acme.Scanner#scan
              com.acme.Scanner
                public com.acme.Result scan(java.lang.String, byte[])
                public static java.util.Optional scan(java.lang.String...)
            rules.yaml:17: com.acme.Scanner#later
              com.acme.Scanner
                java.util.concurrent.CompletionStage later()
            2 rules, 0 problems
            """);
    assertThat(outcome.code()).isZero();
  }

  @Test
  void asynchronousResults_areReadIfSingle() throws IOException {
    Outcome outcome =
        check(
            """
            rules:
              - method: com.acme.Scanner#future
                histogram: a
                value: return.sizeBites
              - method: com.acme.Scanner#many
                histogram: b
                value: return.sizeBytes
            """);

    assertThat(outcome.out())
        .contains(
            "rules.yaml:3: return.sizeBites: class com.acme.Result has no 'sizeBites'; nearest:"
                + " sizeBytes",
            "rules.yaml:6: return.sizeBytes: a java.util.concurrent.Flow$Publisher has many"
                + " results, and a rule can't read them");
  }

  @Test
  void unreadableValues_nameClassAndNearest() throws IOException {
    Outcome outcome =
        check(
            """
            rules:
              - method: "com.acme.Scanner#scan(String, byte[])"
                metrics:
                  - count: a
                    tags:
                      type: return.fileTyp
                      arg: arg2
                      text: return.findings
                      lines: return.lines.first
                  - count: b
                    each: return.findings
                    tags: {severity: item.severty}
                  - histogram: c
                    value: return.fileType.foo
                  - histogram: d
                    value: return.fileType
                  - count: e
                    when: return.sizeBytes
                  - count: f
                    each: return.fileType
              - method: "com.acme.Scanner#nothing"
                count: g
                tags: {type: return.type}
            """);
    assertThat(outcome.out().lines().filter(line -> line.matches("rules.yaml:\\d+: [^c].*")))
        .containsExactly(
            "rules.yaml:6: return.fileTyp: class com.acme.Result has no 'fileTyp';"
                + " nearest: fileType",
            "rules.yaml:7: arg2: no method of this rule has that argument",
            "rules.yaml:8: return.findings: java.util.List is no text, number, boolean or enum",
            "rules.yaml:9: return.lines.first: a rule can't read 'first' from int[]",
            "rules.yaml:12: item.severty: class com.acme.Finding has no 'severty';"
                + " nearest: severity",
            "rules.yaml:13: return.fileType.foo: a rule can't read 'foo' from java.lang.String",
            "rules.yaml:15: return.fileType: java.lang.String is no number",
            "rules.yaml:18: return.sizeBytes: long is no boolean",
            "rules.yaml:19: return.fileType: java.lang.String is no array, collection or map",
            "rules.yaml:23: return.type: no method of this rule returns anything");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void ruleWithoutMatch_isReportedWithTheNearestName() throws IOException {
    Outcome outcome =
        check(
            """
            rules:
              - {method: "com.acme.Scaner#scan", span: a}
              - {method: "com.other.Scanner#scan", span: b}
              - {method: "**.Scaner#scan", span: c}
              - {method: "com.acme.Scanner#scn", span: d}
              - {method: "com.acme.Scanner#scan(int)", span: e}
              - {method: "com.acme.Scanner#close", span: f}
              - {method: "com.acme.Base#left", span: g}
              - {method: "com.acme.Scanner#scan", implements: "com.acme.Other", span: h}
              - {method: "java.lang.String#length", span: i}
              - {method: "com.acme.**#missing", span: j}
              - {method: "com.acme.Scanner#new", span: k}
              - {method: "com.acme.Scanner#Scanner", span: l}
              - {method: "com.acme.Scanner#scan", implements: Other, span: m}
              - {method: "com.acme.Scanner#scan", implements: com.acme.Audited, span: n}
              - {annotated: com.acme.Audted, span: o}
              - {method: "*#sourced", implements: com.acme.Source, span: p}
            """);
    assertThat(outcome.out().lines().filter(line -> line.contains("matches")))
        .containsExactly(
            "rules.yaml:2: matches no class: com.acme.Scaner is not on the class path;"
                + " nearest: com.acme.Scanner",
            "rules.yaml:3: matches no class: com.other.Scanner is not on the class path;"
                + " nearest: com.acme.Scanner",
            "rules.yaml:4: matches no class: **.Scaner is not on the class path;"
                + " nearest: **.Scanner",
            "rules.yaml:5: matches no method: com.acme.Scanner has no method scn; nearest: scan",
            "rules.yaml:6: matches no method: com.acme.Scanner has"
                + " scan(java.lang.String, byte[]), scan(java.lang.String...)",
            "rules.yaml:7: matches no method: com.acme.Scanner inherits close from com.acme.Base;"
                + " name that class",
            "rules.yaml:8: matches only methods that can't be measured: com.acme.Base#left",
            "rules.yaml:9: matches nothing: com.acme.Other is not on the class path;"
                + " nearest: com.acme.Base",
            "rules.yaml:10: matches no class: java.lang.String is the JDK's, which is never instrumented",
            "rules.yaml:11: matches no method: none of the 7 classes that match has one",
            "rules.yaml:12: matches no method: com.acme.Scanner has no method new; nearest: <init>",
            "rules.yaml:13: matches no method: com.acme.Scanner has no method Scanner;"
                + " nearest: <init>",
            "rules.yaml:14: matches nothing: no class or method fits both its patterns and"
                + " 'implements Other'; Other in any package is **.Other",
            "rules.yaml:15: matches nothing: no class or method fits both its patterns and"
                + " 'implements com.acme.Audited'",
            "rules.yaml:16: matches nothing: com.acme.Audted is not on the class path;"
                + " nearest: com.acme.Audited",
            "rules.yaml:17: matches nothing: classes below com.acme.Source inherit the method; its"
                + " code is measured by com.acme.Source#sourced");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void nativeMethod_isReported() throws IOException {
    Outcome outcome = check("rules: [{method: 'com.acme.Scanner#*', span: all}]");
    assertThat(outcome.out())
        .contains("rules.yaml:1: com.acme.Scanner#size() is native and has no code to measure\n")
        .doesNotContain("<init>");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void methodThatCallsAnotherOverload_isReported_butIsNoProblem() throws Exception {
    Outcome outcome =
        check(
            """
            rules:
              - {method: "com.acme.Scanner#deep", span: deep}
              - {method: "com.acme.Scanner#deep", span: deep, innermost: true}
              - {method: "com.acme.Scanner#deep(int)", span: deep}
              - {method: "com.acme.Scanner#deep", as: circuit_breaker}
            """);

    assertThat(outcome.out())
        .isEqualTo(
            """
            rules.yaml:2: com.acme.Scanner#deep
              com.acme.Scanner
                int deep()
                int deep(int)
            rules.yaml:2: com.acme.Scanner#deep() calls another overload, and both count; \
            'innermost: true' counts once
            rules.yaml:3: com.acme.Scanner#deep
              com.acme.Scanner
                int deep()
                int deep(int)
            rules.yaml:4: com.acme.Scanner#deep(int)
              com.acme.Scanner
                int deep(int)
            rules.yaml:5: com.acme.Scanner#deep
              com.acme.Scanner
                int deep()
                int deep(int)
            4 rules, 0 problems
            """);
    assertThat(outcome.code()).isZero();
  }

  @Test
  void methodsThatCanNotHaveTheRole_areReported() throws IOException {
    Outcome outcome =
        check(
            """
            rules:
              - {method: "com.acme.Scanner#nothing", as: cache.read}
              - {method: "com.acme.Scanner#scan", as: cache.read}
              - {method: "com.acme.Scanner#nothing", as: cache.read, span: nothing}
              - {method: "com.acme.Scanner#nothing", as: circuit_breaker}
            """);

    String isVoid =
        ": com.acme.Scanner#nothing() returns no object to tell a hit from a miss, so 'as' does"
            + " nothing there\n";
    assertThat(outcome.out())
        .isEqualTo(
            "rules.yaml:2: com.acme.Scanner#nothing\n"
                + ("rules.yaml:2" + isVoid)
                + "rules.yaml:2: matches only methods that can't be measured:"
                + " com.acme.Scanner#nothing\n"
                + "rules.yaml:3: com.acme.Scanner#scan\n"
                + "  com.acme.Scanner\n"
                + "    public com.acme.Result scan(java.lang.String, byte[])\n"
                + "rules.yaml:3: com.acme.Scanner#scan(java.lang.String...) is static and has no"
                + " object to read, so 'as'"
                + " does nothing there\n"
                + "rules.yaml:4: com.acme.Scanner#nothing\n"
                + "  com.acme.Scanner\n"
                + "    void nothing()\n"
                + ("rules.yaml:4" + isVoid)
                + "rules.yaml:5: com.acme.Scanner#nothing\n"
                + "  com.acme.Scanner\n"
                + "    void nothing()\n"
                + "4 rules, 1 problem\n");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void superTypes_areReadFromClassFiles() throws IOException {
    Outcome outcome =
        check("rules: [{method: '*#nothing', implements: com.acme.Source, span: all}]");
    assertThat(outcome.out())
        .startsWith("rules.yaml:1: *#nothing implements com.acme.Source\n  com.acme.Scanner\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void annotations_areReadFromClassFiles() throws IOException {
    Outcome outcome = check("rules: [{annotated: com.acme.Audited, span: all}]");
    assertThat(outcome.out())
        .isEqualToNormalizingNewlines(
            """
            rules.yaml:1: **#* annotated com.acme.Audited
              com.acme.Scanner
                void nothing()
            1 rule, 0 problems
            """);
    assertThat(outcome.code()).isZero();
  }

  /** The class file names the annotation, so matching does not need its class. */
  @Test
  void annotationThatIsMissing_isMatched() throws IOException {
    Outcome before = check("rules: [{annotated: com.acme.Audited, span: all}]");
    Files.delete(classes.resolve("com/acme/Audited.class"));

    Outcome outcome = check("rules: [{annotated: com.acme.Audited, span: all}]");

    assertThat(outcome.out()).isEqualTo(before.out()).endsWith("1 rule, 0 problems\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void wrongFile_isReportedWithTheLine() throws IOException {
    Files.writeString(rules, "rules:\n  - method: com.acme.Scanner#scan\n    spam: scan\n");
    Outcome outcome = Outcome.of("rules", "check", rules.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains(rules + ":3: 'spam' is not a key of a rule; nearest: span\n")
        .contains("without --classpath only the file itself is checked\n");
  }

  /** The agent, too, reads all files at once. */
  @Test
  void nameOfAnotherTypeInAnEarlierFile_isAProblem() throws IOException {
    Path other = directory.resolve("other.yaml");
    Files.writeString(rules, "rules: [{method: a.B#c, count: same}]");
    Files.writeString(other, "rules: [{method: a.B#d, gauge: same, value: return}]");

    Outcome outcome = Outcome.of("rules", "check", rules.toString(), other.toString());

    assertThat(outcome.out())
        .isEqualTo(
            """
            %2$s:1: metric 'same' is a gauge here and a count in %1$s:1
            %1$s:1: a.B#c
            without --classpath only the file itself is checked
            1 rule, 1 problem
            """
                .formatted(rules, other));
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void classPathWithoutClasses_isWrongUsage() throws IOException {
    Outcome outcome = check("rules: []", directory.resolve("absent.jar").toString());
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("absent.jar does not exist", "no class in ");
  }

  @Test
  void partOfTheClassPathThatCantBeRead_isAProblem() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jar"), "no jar");
    String yaml = "rules: [{method: 'com.acme.Scanner#nothing', span: scan}]";

    Outcome absent = check(yaml, classes + File.pathSeparator + "absent.jar");
    Outcome unreadable = check(yaml, classes + File.pathSeparator + broken);

    assertThat(absent.out())
        .contains("class path: absent.jar does not exist\n", "1 rule, 1 problem");
    assertThat(absent.code()).isEqualTo(1);
    assertThat(unreadable.out()).contains("class path: " + broken + " can't be read: ");
    assertThat(unreadable.code()).isEqualTo(1);
  }

  @Test
  void directoryAsFile_isReported() {
    Outcome outcome = Outcome.of("rules", "check", directory.toString());

    assertThat(outcome.out())
        .startsWith(directory + ": this is a directory; name each of its files\n");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void jars_ofADirectoryAndOfSpringBoot_areRead() throws IOException {
    Path library = directory.resolve("library.jar");
    jar(library, "");
    Path nested = directory.resolve("boot.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(nested))) {
      out.putNextEntry(new JarEntry("BOOT-INF/lib/library.jar"));
      Files.copy(library, out);
    }
    Path boot = directory.resolve("application.jar");
    jar(boot, "BOOT-INF/classes/");
    String yaml = "rules: [{method: 'com.acme.Scanner#scan', span: scan}]";
    assertThat(check(yaml, nested.toString()).code()).isZero();
    assertThat(check(yaml, boot.toString()).code()).isZero();
    assertThat(check(yaml, directory + "/*").code()).isZero();
  }

  /** The class for earlier releases of Java does not have the method. */
  @Test
  void jarForSeveralReleases_isReadForThisOne() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    Path jar = directory.resolve("releases.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("com/acme/Scanner.class"));
      Files.copy(classes.resolve("com/acme/Finding.class"), out);
      out.putNextEntry(new JarEntry("META-INF/versions/17/com/acme/Scanner.class"));
      Files.copy(classes.resolve("com/acme/Scanner.class"), out);
    }

    assertThat(check("rules: [{method: 'com.acme.Scanner#scan', span: scan}]", jar.toString()))
        .extracting(Outcome::code)
        .isEqualTo(0);
  }

  private void jar(Path file, String root) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> paths = Files.walk(classes)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(
            new JarEntry(root + classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, out);
      }
    }
  }
}
