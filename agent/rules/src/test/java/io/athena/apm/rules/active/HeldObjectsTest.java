package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.ReactiveScanner;
import com.acme.scan.Result;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.async.PendingFutures;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rule does not keep the application's objects that it has read. */
class HeldObjectsTest {

  private static final PendingFutures FUTURES = PendingFutures.ofThisJvm();

  private static final String RULES =
      """
      rules:
        - method: com.acme.scan.Result#give
          span: given
          tags: {this: this.type, argument: arg0.type, result: return.type}
          metrics:
            - {gauge: size, value: this.size}
            - {histogram: sizes, value: arg0.size}
            - {count: found, each: return.findings, tags: {type: item.type}}
        - method: com.acme.scan.Result#fail
          span: failed
          tags: {why: error.cause.class.simpleName}
          metrics:
            - {count: thrown, tags: {what: error.class.simpleName}}
        - method: com.acme.scan.Result#ask
          metrics:
            - {count: changed, on-change: this.type, tags: {to: this.type}}
        - method: com.acme.scan.Result#later
          span: later
          tags: {this: this.type, argument: arg0.class.simpleName, result: return}
        - method: com.acme.scan.ReactiveScanner#future
          span: future
          tags: {this: this.result.class.simpleName, argument: arg0}
      """;

  @RegisterExtension
  private final RulesFixture fixture = new RulesFixture(Registry.DEFAULT_LIMIT, 1);

  private final List<WeakReference<Object>> used = new ArrayList<>();

  @AfterEach
  void nobodyTells() {
    FUTURES.observeWith(null);
  }

  private <T> T use(T object) {
    used.add(new WeakReference<>(object));
    return object;
  }

  /** A new object of a class that is woven. */
  private WovenObject create(ClassLoader loader, Class<?> type) throws Exception {
    return new WovenObject(use(loader.loadClass(type.getName()).getConstructor().newInstance()));
  }

  private long alive() {
    long alive = used.size();
    for (int i = 0; i < 50 && alive > 0; i++) {
      System.gc();
      alive = used.stream().filter(object -> object.get() != null).count();
    }
    return alive;
  }

  private void callEverything() throws Exception {
    ClassLoader loader = fixture.load(Result.class);
    WovenObject woven = create(loader, Result.class);
    WovenObject given = create(loader, Result.class);
    given.set("findings", use(List.of(create(loader, Result.class).target(), use(new Object()))));
    woven.call("give", given.target());
    woven.call("ask", use((Runnable) () -> change(woven)));
    RuntimeException problem = use(new IllegalStateException(use(new Exception("cause"))));
    assertThatThrownBy(() -> woven.call("fail", problem)).isSameAs(problem);
    CompletableFuture<String> result = use(new CompletableFuture<>());
    woven.call("later", result);
    result.complete("here");
    woven.call("later", use(new CompletableFuture<String>()));
  }

  private static void change(WovenObject woven) {
    try {
      woven.set("type", "kotlin");
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("no such field", impossible);
    }
  }

  @Test
  void objectsThatWereRead_areCollected() throws Exception {
    fixture.use(RULES);
    callEverything();

    assertThat(alive()).isZero();
    assertThat(fixture.measured())
        .contains(
            "given.total{argument:java,result:java,this:java} 1",
            "found{argument:java,result:java,this:java,type:java} 1",
            "size{argument:java,result:java,this:java} 1720.0",
            "changed{to:kotlin} 1",
            "failed.total{why:Exception} 1",
            "later.total{argument:CompletableFuture,result:here,this:kotlin} 1");
    assertThat(fixture.spans.drain()).as("kept").isNotEmpty();
    assertThat(fixture.logged()).singleElement().asString().contains("item.type");
  }

  /** For example because its pool was shut down. */
  @Test
  void ownerOfAFutureThatIsNeverDone_isCollected_onceTheCallHasWaitedForLong() throws Exception {
    FUTURES.observeWith(() -> true);
    fixture.use(RULES);
    ownerOfATask();
    assertThat(used).allMatch(object -> object.get() != null);

    FUTURES.loosen(0);

    assertThat(alive()).isZero();
  }

  private void ownerOfATask() throws Exception {
    WovenObject owner = create(fixture.load(ReactiveScanner.class), ReactiveScanner.class);
    owner.set("result", use(new FutureTask<>(() -> "never"))).call("future", "a");
  }

  @Test
  void callThatHasWaitedForLong_readsObjectsThatStillExist() throws Exception {
    FUTURES.observeWith(() -> true);
    fixture.use(RULES);
    WovenObject owner = create(fixture.load(ReactiveScanner.class), ReactiveScanner.class);
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    owner.set("result", task).call("future", "a");
    FUTURES.loosen(0);
    FUTURES.loosen(0);

    task.run();
    FUTURES.accept(task);

    assertThat(fixture.measured()).contains("future.total{argument:a,this:FutureTask} 1");
    assertThat(owner.target()).isNotNull();
  }
}
