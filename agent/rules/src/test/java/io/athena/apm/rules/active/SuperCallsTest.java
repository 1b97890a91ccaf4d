package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Scanners;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that comes by {@code super} from an override that the same rule measures counts once. */
class SuperCallsTest {

  private static final String ALL =
      "rules: [{method: 'com.acme.scan.Scanners$*#scan', count: scans, tags: {by: this.name}}]";

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private ClassLoader scan(Class<?> type) throws Exception {
    ClassLoader loader =
        fixture.load(
            Scanners.Named.class,
            Scanners.Plain.class,
            Scanners.Zip.class,
            Scanners.Deep.class,
            Scanners.Typed.class,
            Scanners.Text.class);
    new WovenObject(loader.loadClass(type.getName()).getConstructor().newInstance())
        .call("scan", "a");
    return loader;
  }

  @Test
  void override_countsOnce() throws Exception {
    fixture.use(ALL);

    scan(Scanners.Zip.class);

    assertThat(fixture.measured()).containsExactly("scans{by:Zip} 1");
  }

  @Test
  void overrideOfAnOverride_countsOnce() throws Exception {
    fixture.use(ALL);

    scan(Scanners.Deep.class);

    assertThat(fixture.measured()).containsExactly("scans{by:Deep} 1");
  }

  @Test
  void methodThatIsNotOverridden_counts() throws Exception {
    fixture.use(ALL);

    scan(Scanners.Plain.class);

    assertThat(fixture.measured()).containsExactly("scans{by:Plain} 1");
  }

  @Test
  void overrideOfADefaultMethod_countsOnce() throws Exception {
    fixture.use("rules: [{method: '*#scan', implements: '**.Scanners$Named', count: scans}]");

    scan(Scanners.Plain.class);

    assertThat(fixture.measured()).containsExactly("scans{} 1");
  }

  @Test
  void overrideOfAGenericMethod_countsOnce() throws Exception {
    fixture.use(ALL);

    scan(Scanners.Text.class);

    assertThat(fixture.measured()).containsExactly("scans{by:Text} 1");
  }

  @Test
  void overrideThatTheRuleDoesNotMeasure_leavesTheCallToTheSuperClass() throws Exception {
    fixture.use("rules: [{method: ['**.Scanners$Plain#scan', '**.None#scan'], count: scans}]");

    scan(Scanners.Zip.class);

    assertThat(fixture.measured()).containsExactly("scans{} 1");
  }

  @Test
  void overrideThatAnotherRuleMeasures_countsForBoth() throws Exception {
    fixture.use(
        """
        rules:
          - {method: com.acme.scan.Scanners$Plain#scan, count: plain}
          - {method: com.acme.scan.Scanners$Zip#scan, count: zip}
        """);

    scan(Scanners.Zip.class);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("plain{} 1", "zip{} 1");
  }

  @Test
  void loaderOfMeasuredClasses_isCollected() throws Exception {
    fixture.use(ALL.replace("count: scans", "innermost: true, count: scans"));

    WeakReference<ClassLoader> loader = new WeakReference<>(scan(Scanners.Deep.class));
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
    }

    assertThat(loader.get()).isNull();
    assertThat(fixture.measured()).containsExactly("scans{by:Deep} 1");
  }
}
