package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads elements by position and by key, and iterates over them. */
@Timeout(60)
@SuppressWarnings("JdkObsolete") // services use them
class PathItemsTest {

  /** Throws from every method but {@code size}. */
  private static final class OwnList extends AbstractList<String> {

    @Override
    public String get(int index) {
      throw new AssertionError("might load from a database");
    }

    @Override
    public int size() {
      return 7;
    }
  }

  private final Reading reading = new Reading();

  static Stream<Arguments> holders() {
    return Stream.of(
        Arguments.of(List.of("a", "b")),
        Arguments.of(new ArrayList<>(List.of("a", "b"))),
        Arguments.of(new LinkedList<>(List.of("a", "b"))),
        Arguments.of(new CopyOnWriteArrayList<>(List.of("a", "b"))),
        Arguments.of(Collections.unmodifiableList(new ArrayList<>(List.of("a", "b")))),
        Arguments.of(Arrays.asList("a", "b")),
        Arguments.of((Object) new String[] {"a", "b"}),
        Arguments.of(new TreeSet<>(List.of("a", "b"))),
        Arguments.of(new ArrayDeque<>(List.of("a", "b"))),
        Arguments.of(new ArrayBlockingQueue<>(2, false, List.of("a", "b"))),
        Arguments.of(new TreeMap<>(Map.of(1, "a", 2, "b"))),
        Arguments.of(Optional.of(List.of("a", "b"))));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void itemsOfTheJdksCollections_arePassedOn(Object holder) {
    assertThat(items(holder)).containsExactly("a", "b");
    assertThat(reading.of("size").readLong(holder, -1)).isEqualTo(2);
    assertThat(reading.of("length").readLong(holder, -1)).isEqualTo(2);
    assertThat(reading.problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("holders")
  void positions_areThoseOfListsAndArrays(Object holder) {
    boolean positioned =
        reading.itself().read(holder) instanceof List || holder.getClass().isArray();

    assertThat(reading.text("1", holder)).isEqualTo(positioned ? "b" : null);
    assertThat(reading.text("2", holder)).isNull();
    assertThat(reading.text("999999999", holder)).isNull();
  }

  @Test
  void primitiveElements_areItemsToo() {
    assertThat(items(new int[] {1, 2})).containsExactly(1, 2);
    assertThat(items(new double[0])).isEmpty();
    assertThat(reading.of("1").readLong(new byte[] {1, 2}, -1)).isEqualTo(2);
    assertThat(reading.text("0.1", new boolean[][] {{true, false}})).isEqualTo("false");
  }

  @Test
  void nulls_areItemsToo() {
    assertThat(items(Arrays.asList("a", null))).containsExactly("a", null);
    assertThat(items(null)).isEmpty();
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void hugeCollections_areReadUpToTheLimit_andReportedOnce() {
    PathReader reader = reading.itself();
    List<Object> items = new ArrayList<>();
    reader.forEachItem(Collections.nCopies(50_000_000, "x"), items::add);
    reader.forEachItem(new LinkedList<>(Collections.nCopies(2_000, "x")), items::add);
    reader.forEachItem(new byte[50_000_000], items::add);
    reader.forEachItem(Collections.nCopies(1_000, "x"), items::add);

    assertThat(items).hasSize(4_000);
    assertThat(reading.problems)
        .containsExactly("item: it has more than 1000 items; the others are not read");
  }

  @Test
  void collectionOfTheApplication_onlyGivesItsSize() {
    assertThat(items(new OwnList())).isEmpty();
    assertThat(reading.text("0", new OwnList())).isNull();
    assertThat(reading.of("size").readLong(new OwnList(), -1)).isEqualTo(7);
    assertThat(reading.problems)
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("PathItemsTest$OwnList"));
  }

  @Test
  void collectionsThatLockOrChangeWhenRead_onlyGiveTheirSize() {
    List<Object> holders =
        List.of(
            new Vector<>(List.of("a")),
            Collections.synchronizedList(new ArrayList<>(List.of("a"))),
            Set.of());
    assertThat(items(holders.get(0))).isEmpty();
    assertThat(items(holders.get(1))).isEmpty();
    assertThat(reading.text("a", new WeakHashMap<>(Map.of("a", "b")))).isNull();
    assertThat(reading.problems).hasSize(3);
  }

  @Test
  void keys_areReadInAnyMapOfTheJdk() {
    for (Map<Object, Object> map :
        List.<Map<Object, Object>>of(
            Map.of("a", 1, "b", 2),
            new ConcurrentHashMap<>(Map.of("a", 1)),
            new TreeMap<>(Map.of("a", 1)),
            Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", 1))))) {
      assertThat(reading.text("a", map)).as(map.getClass().getName()).isEqualTo("1");
      assertThat(reading.text("c", map)).isNull();
    }
    EnumMap<TimeUnit, String> units = new EnumMap<>(Map.of(TimeUnit.DAYS, "x"));
    assertThat(reading.text("DAYS", units)).as("only text is a key").isNull();
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void mapOrderedByUse_keepsItsOrder() {
    Map<String, String> recent = new LinkedHashMap<>(16, 0.75f, true);
    recent.put("a", "1");
    recent.put("b", "2");

    assertThat(reading.text("a", recent)).isEqualTo("1");
    assertThat(reading.text("a", Collections.unmodifiableMap(recent))).isEqualTo("1");
    assertThat(recent.keySet()).containsExactly("a", "b");
  }

  @Test
  void comparatorOfTheApplication_isNotRun() {
    List<String> compared = new ArrayList<>();
    Map<String, String> sorted =
        new TreeMap<>(
            (a, b) -> {
              compared.add(a);
              return a.compareTo(b);
            });
    sorted.put("a", "1");
    sorted.put("b", "2");
    compared.clear();

    assertThat(reading.text("b", sorted)).isEqualTo("2");
    assertThat(compared).isEmpty();
  }

  @Test
  void collectionThatChangesMeanwhile_isReadAsFarAsPossible() {
    Set<String> changing = new TreeSet<>(List.of("a", "b", "c"));
    List<Object> items = new ArrayList<>();
    reading
        .itself()
        .forEachItem(
            changing,
            item -> {
              items.add(item);
              changing.remove("c");
            });

    assertThat(items).containsExactly("a");
    assertThat(reading.problems)
        .containsExactly(
            "item can't be read: java.util.TreeSet threw"
                + " java.util.ConcurrentModificationException");
  }

  private List<Object> items(Object holder) {
    List<Object> items = new ArrayList<>();
    reading.itself().forEachItem(holder, items::add);
    return items;
  }
}
