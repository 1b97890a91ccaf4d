package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Together;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WeakIdentityMapTest {

  private final WeakIdentityMap<Object> map = new WeakIdentityMap<>();

  @Test
  void equalObjects_areTwo() {
    List<String> one = new ArrayList<>();
    List<String> two = new ArrayList<>();

    assertThat(map.computeIfAbsent(one, key -> "one")).isEqualTo("one");
    assertThat(map.computeIfAbsent(two, key -> "two")).isEqualTo("two");
    assertThat(map.computeIfAbsent(one, key -> "again")).isEqualTo("one");
    assertThat(alive()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void changedObject_isStillTheSame() {
    List<String> object = new ArrayList<>();
    map.computeIfAbsent(object, key -> "known");
    object.add("another hash code");

    assertThat(map.computeIfAbsent(object, key -> "new")).isEqualTo("known");
  }

  @Test
  void objectThatCantBeCompared_isKnown() {
    Object hostile =
        new Object() {
          @Override
          public boolean equals(Object other) {
            throw new IllegalStateException("equals");
          }

          @Override
          public int hashCode() {
            throw new IllegalStateException("hashCode");
          }
        };
    map.computeIfAbsent(hostile, key -> "known");

    assertThat(map.computeIfAbsent(hostile, key -> "new")).isEqualTo("known");
  }

  @Test
  void value_isMadeFromItsObject() {
    assertThat(map.computeIfAbsent("abc", object -> ((String) object).length())).isEqualTo(3);
  }

  @Test
  void objectThatIsCollected_isForgottenWithItsValue() {
    List<WeakReference<Object>> gone = rememberAnObject();
    Object kept = new Object();
    map.computeIfAbsent(kept, key -> "kept");

    while (gone.stream().anyMatch(reference -> reference.get() != null)) {
      System.gc();
      alive();
    }

    assertThat(alive()).containsExactly("kept");
    assertThat(map.computeIfAbsent(kept, key -> "new")).isEqualTo("kept");
  }

  @Test
  void objectThatIsCollected_isForgotten_whenAnotherComes() {
    List<WeakReference<Object>> gone = rememberAnObject();
    List<Object> kept = new ArrayList<>();

    while (gone.stream().anyMatch(reference -> reference.get() != null)
        || map.size() > kept.size()) {
      System.gc();
      Object another = new Object();
      kept.add(another);
      map.computeIfAbsent(another, key -> "another");
    }

    assertThat(map.size()).isEqualTo(kept.size());
  }

  @Test
  void threadsThatAskAtOnce_getOneValue() throws Exception {
    Object object = new Object();
    Set<Object> values = ConcurrentHashMap.newKeySet();

    Together.run(8, thread -> values.add(map.computeIfAbsent(object, key -> new Object())));

    assertThat(values).hasSize(1);
    assertThat(alive()).containsExactlyElementsOf(values);
  }

  private List<WeakReference<Object>> rememberAnObject() {
    Object object = new Object();
    Object value = new Object();
    map.computeIfAbsent(object, key -> value);
    return List.of(new WeakReference<>(object), new WeakReference<>(value));
  }

  private List<Object> alive() {
    List<Object> values = new ArrayList<>();
    map.forEach((object, value) -> values.add(value));
    return values;
  }

  /**
   * The JDK's map sums its counters one after the other, and may count a removal without its
   * addition.
   */
  @Test
  void mapWithAnEntry_isNeverEmpty_whateverOthersAddAndRemove() throws InterruptedException {
    var map = new WeakIdentityMap<String>();
    var stays = new Object();
    map.put(stays, "stays");
    var busy = new AtomicBoolean(true);
    var handedOver = new LinkedBlockingQueue<Object>(100);
    var threads =
        List.of(
            new Thread(() -> addUntilIdle(map, handedOver, busy)),
            new Thread(() -> addUntilIdle(map, handedOver, busy)),
            new Thread(() -> removeUntilIdle(map, handedOver, busy)),
            new Thread(() -> removeUntilIdle(map, handedOver, busy)));
    threads.forEach(Thread::start);
    int empty = 0;
    for (int i = 0; i < 3_000_000; i++) {
      empty += map.isEmpty() ? 1 : 0;
    }
    busy.set(false);
    for (var thread : threads) {
      thread.join();
    }

    assertThat(empty).isZero();
    map.remove(stays);
    handedOver.forEach(map::remove);
    assertThat(map.isEmpty()).isTrue();
  }

  private static void addUntilIdle(
      WeakIdentityMap<String> map, Queue<Object> handedOver, AtomicBoolean busy) {
    while (busy.get()) {
      var object = new Object();
      map.put(object, "goes");
      if (!handedOver.offer(object)) {
        map.remove(object);
      }
    }
  }

  private static void removeUntilIdle(
      WeakIdentityMap<String> map, Queue<Object> handedOver, AtomicBoolean busy) {
    while (busy.get() || !handedOver.isEmpty()) {
      var object = handedOver.poll();
      if (object != null) {
        map.remove(object);
      }
    }
  }
}
