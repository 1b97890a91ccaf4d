package io.athena.apm.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  private List<String> alive() {
    List<String> values = new ArrayList<>();
    map.forEach((object, value) -> values.add(value));
    return values;
  }

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
  void deadObject_isForgotten() {
    WeakReference<Object> dead = new WeakReference<>(remembered());
    while (dead.get() != null) {
      System.gc();
    }
    assertThat(alive()).isEmpty();
  }

  private Object remembered() {
    Object object = new Object();
    map.computeIfAbsent(object, key -> "known");
    return object;
  }
}
