package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.store.Stores;
import io.athena.apm.runtime.CacheProbe;
import io.athena.apm.runtime.Probes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rules that give a method a role, which an instrument measures. */
class MethodRolesTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private final List<Object> read = new ArrayList<>();

  @BeforeEach
  void listen() {
    Probes.install(RecordingCacheProbe.into(read));
  }

  @AfterEach
  void stopListening() {
    Probes.install(new CacheProbe() {});
  }

  @Test
  void method_isMeasuredByTheInstrument() throws Exception {
    fixture.use("rules: [{method: \"com.acme.store.Stores$Store#find\", as: cache.read}]");

    fixture.create(Stores.Store.class).call("find", "a");

    assertThat(read).containsExactly("found a");
    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void role_isMeasuredBesideTheRulesOwnMetrics() throws Exception {
    fixture.use(
        "rules: [{method: \"com.acme.store.Stores$Store#find\", as: cache.read, count: finds}]");

    fixture.create(Stores.Store.class).call("find", "a");

    assertThat(read).containsExactly("found a");
    assertThat(fixture.measured()).containsExactly("finds{} 1");
  }

  @Test
  void classThatDelegatesToAMeasuredLibrary_isSkipped() {
    fixture.use("rules: [{method: \"com.acme.store.Stores$Wrapper#find\", as: cache.read}]");

    assertThat(fixture.weave(Stores.Wrapper.class)).isNull();
  }

  @Test
  void staticFieldOfSuchAType_doesNotMatter() {
    fixture.use("rules: [{method: \"com.acme.store.Stores$StaticWrapper#find\", as: cache.read}]");

    assertThat(fixture.weave(Stores.StaticWrapper.class)).isNotNull();
  }

  @Test
  void ofOverloadsThatCallEachOther_theInnermostIsMeasured() throws Exception {
    fixture.use("rules: [{method: \"com.acme.store.Stores$Overloads#find\", as: cache.read}]");

    fixture.create(Stores.Overloads.class).call("find", "a");

    assertThat(read).containsExactly("found a in English");
  }

  @Test
  void staticMethod_hasNoObject_andIsSkipped() {
    fixture.use("rules: [{method: \"com.acme.store.Stores$Store#shared\", as: cache.read}]");

    assertThat(fixture.weave(Stores.Store.class)).isNull();
  }

  @Test
  void readThatReturnsNoObject_isNeitherHitNorMiss_andIsReported() {
    fixture.use(
        "rules: [{method: \"com.acme.store.Stores$Store#forget\", as: cache.read},"
            + " {method: \"com.acme.store.Stores$Store#size\", as: cache.read}]");

    assertThat(fixture.weave(Stores.Store.class)).isNull();
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:1: com.acme.store.Stores$Store#forget returns no object to tell a hit from"
                + " a miss, so 'as' does nothing there",
            "rules.yaml:1: com.acme.store.Stores$Store#size returns no object to tell a hit from a"
                + " miss, so 'as' does nothing there");
  }

  @Test
  void removedRule_isRemovedFromTheCode() {
    fixture.use("rules: [{method: \"com.acme.store.Stores$Store#find\", as: cache.read}]");
    fixture.use("rules: []");

    assertThat(fixture.weave(Stores.Store.class)).isNull();
  }
}
