package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.BaseScanner;
import com.acme.scan.FileScanner;
import com.acme.scan.Scanner;
import com.acme.scan.Step;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.weaving.ClassFiles;
import io.athena.apm.weaving.ClassMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods of every kind. */
class RuleMethodsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private WovenObject measuring(String method, String tags) throws Exception {
    fixture.use(
        "rules:\n  - {method: \"com.acme.scan.FileScanner#%s\", count: calls, tags: {%s}}\n"
            .formatted(method, tags));
    return fixture.create(FileScanner.class);
  }

  @Test
  void pattern_matchesAllOverloads() throws Exception {
    WovenObject woven = measuring("read", "first: arg0, second: arg1");

    woven.call("read", "abc");
    woven.call("read", 7, "abc");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("calls{first:abc,second:none} 1", "calls{first:7,second:abc} 1");
  }

  @Test
  void overload_matchesAlone() throws Exception {
    WovenObject woven = measuring("read(int, String)", "first: arg0");

    woven.call("read", "abc");
    woven.call("read", 7, "abc");

    assertThat(fixture.measured()).containsExactly("calls{first:7} 1");
  }

  /** As Scala's compiler adds them, without the flag {@code synthetic}. */
  @SuppressWarnings({"MethodName", "unused"})
  private static final class Trait {

    int price(int number) {
      return number;
    }

    static int price$(Trait self, int number) {
      return self.price(number);
    }

    static int day$$anonfun$1(int number) {
      return number;
    }

    int price$default$1() {
      return 1;
    }
  }

  @Test
  void methodsThatScalasCompilerAdds_areNotMatched() {
    Rule rule =
        RulesReader.read("r", "rules:\n  - {method: '**.Trait#*', count: calls}\n").rules().get(0);

    assertThat(
            RuleMethods.of(
                rule, Trait.class.getName(), ClassMembers.of(ClassFiles.of(Trait.class))))
        .extracting(ClassMembers.Member::name)
        .containsExactly("price");
  }

  @Test
  void synchronizedMethod_keepsItsLock() throws Exception {
    measuring("lock", "path: arg0, result: return").call("lock", "abc");

    assertThat(fixture.measured()).containsExactly("calls{path:abc,result:none} 1");
  }

  @Test
  void staticMethod_hasNoThis() throws Exception {
    measuring("normal", "path: arg0, source: this.source").call("normal", "abc");

    assertThat(fixture.measured()).containsExactly("calls{path:abc,source:none} 1");
    assertThat(fixture.logged()).isEmpty();
  }

  @Test
  void privateMethod_isMeasured() throws Exception {
    measuring("hidden", "result: return, source: this.source").call("open", "abc");

    assertThat(fixture.measured()).containsExactly("calls{result:abcdisk,source:disk} 1");
  }

  @Test
  void methodWithABridge_isCountedOnce() throws Exception {
    WovenObject woven = measuring("scan", "path: arg0");

    @SuppressWarnings("unchecked") // calls the bridge
    Scanner<Object> scanner = (Scanner<Object>) woven.target();
    assertThat(scanner.scan("abc")).isEqualTo(3);

    assertThat(fixture.measured()).containsExactly("calls{path:abc} 1");
  }

  @Test
  void variableArguments_areAnArray() throws Exception {
    measuring("all(String...)", "size: arg0.length, second: arg0.1")
        .call("all", (Object) new String[] {"a", "b"});

    assertThat(fixture.measured()).containsExactly("calls{second:b,size:2} 1");
  }

  @Test
  void nativeMethod_isReportedOnce() {
    fixture.use("rules: [{method: \"com.acme.scan.FileScanner#peek\", count: calls}]");

    assertThat(fixture.weave(FileScanner.class)).isNull();
    assertThat(fixture.weave(FileScanner.class)).isNull();
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:1: com.acme.scan.FileScanner#peek is native and has no code to measure");
  }

  @Test
  void abstractMethod_isNotMeasured() {
    fixture.use("rules: [{method: \"com.acme.scan.BaseScanner#name\", count: calls}]");

    assertThat(fixture.weave(BaseScanner.class)).isNull();
    assertThat(fixture.logged()).isEmpty();
  }

  @Test
  void defaultMethodOfAnInterface_isMeasured() throws Exception {
    fixture.use("rules: [{method: com.acme.scan.Step#describe, span: s, tags: {a: arg0}}]");

    ClassFiles loader =
        fixture.load(Step.class, Scanner.class, BaseScanner.class, FileScanner.class);
    Object scanner = loader.loadClass(FileScanner.class.getName()).getConstructor().newInstance();
    Object described =
        loader
            .loadClass(Step.class.getName())
            .getMethod("describe", String.class)
            .invoke(scanner, "x");

    assertThat(described).isEqualTo("step x");
    assertThat(fixture.measured()).contains("s.total{a:x} 1");
  }
}
