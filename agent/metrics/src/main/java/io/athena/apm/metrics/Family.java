package io.athena.apm.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All series of one metric. An application thread gets the cell of its tag values; this neither
 * waits nor allocates if the series exists.
 *
 * <p>Values have the order of {@link Metric#tags()}, six at most; null counts as {@code none}.
 *
 * @param <C> the type of the cells
 */
/*
 * How it works
 *
 * An open-addressed table of immutable entries, at most half full, read without a lock: a reader
 * goes from the hash's slot to the first empty one. A writer takes the lock, searches again, and
 * publishes one entry with a volatile write; growth builds a new table and publishes that. A reader
 * of the old table may miss an entry; it then takes the lock and finds the entry in the new table.
 *
 * After the limit every new combination of values gets the overflow cell and is not stored, so that
 * a tag that never repeats costs neither memory nor the lock.
 */
public final class Family<C extends Cell> {

  /** The value of a tag without a value. */
  public static final String NONE = "none";

  private final Metric metric;
  private final int tags;
  private final int limit;
  private final Runnable unsendable;
  private final BiConsumer<Metric, String> overflowed;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Entry<C>> entries = new ArrayList<>();
  private volatile AtomicReferenceArray<Entry<C>> table = new AtomicReferenceArray<>(8);
  private volatile C overflow;

  /**
   * A family without series. At each snapshot {@code unsendable} runs for a gauge that is infinite
   * or NaN; {@code overflowed} gets the metric and its tag with most values, once, when the limit
   * is reached.
   */
  Family(Metric metric, int limit, Runnable unsendable, BiConsumer<Metric, String> overflowed) {
    this.metric = metric;
    this.tags = metric.tags().size();
    this.limit = limit;
    this.unsendable = unsendable;
    this.overflowed = overflowed;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by has(), never by equals
  private record Entry<C>(String[] values, int hash, Series series, C cell) {

    boolean has(String a, String b, String c, String d, String e, String f) {
      return switch (values.length) {
        case 0 -> true;
        case 1 -> values[0].equals(a);
        case 2 -> values[0].equals(a) && values[1].equals(b);
        case 3 -> values[0].equals(a) && values[1].equals(b) && values[2].equals(c);
        default -> hasLong(a, b, c, d, e, f);
      };
    }

    private boolean hasLong(String a, String b, String c, String d, String e, String f) {
      return values[0].equals(a)
          && values[1].equals(b)
          && values[2].equals(c)
          && values[3].equals(d)
          && (values.length < 5 || values[4].equals(e))
          && (values.length < 6 || values[5].equals(f));
    }
  }

  /** The metric. */
  public Metric metric() {
    return metric;
  }

  /** The cell of a metric without tags. */
  public C get() {
    return get(null, null, null, null, null, null);
  }

  /** The cell of one tag value. */
  public C get(String a) {
    return get(a, null, null, null, null, null);
  }

  /** The cell of two tag values. */
  public C get(String a, String b) {
    return get(a, b, null, null, null, null);
  }

  /** The cell of three tag values. */
  public C get(String a, String b, String c) {
    return get(a, b, c, null, null, null);
  }

  /** The cell of four tag values. */
  public C get(String a, String b, String c, String d) {
    return get(a, b, c, d, null, null);
  }

  /** The cell of as many tag values as the metric has tags; the rest are ignored. */
  public C get(String a, String b, String c, String d, String e, String f) {
    return find(value(0, a), value(1, b), value(2, c), value(3, d), value(4, e), value(5, f));
  }

  private String value(int tag, String given) {
    return given == null || tag >= tags ? NONE : given;
  }

  private C find(String a, String b, String c, String d, String e, String f) {
    int hash = hash(a, b, c, d, e, f);
    AtomicReferenceArray<Entry<C>> current = table;
    int mask = current.length() - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      Entry<C> entry = current.get(slot);
      if (entry == null) {
        C full = overflow;
        return full == null ? add(hash, a, b, c, d, e, f) : full;
      }
      if (entry.hash == hash && entry.has(a, b, c, d, e, f)) {
        return entry.cell;
      }
    }
  }

  private static int hash(String a, String b, String c, String d, String e, String f) {
    int hash = a.hashCode();
    hash = hash * 31 + b.hashCode();
    hash = hash * 31 + c.hashCode();
    hash = hash * 31 + d.hashCode();
    hash = hash * 31 + e.hashCode();
    hash = hash * 31 + f.hashCode();
    return hash ^ (hash >>> 15);
  }

  private C add(int hash, String... values) {
    lock.lock();
    try {
      Entry<C> placed = table.get(slot(table, hash, used(values)));
      if (placed != null) {
        return placed.cell;
      }
      return overflow != null
          ? overflow
          : entries.size() < limit ? grow(hash, used(values)) : fold();
    } finally {
      lock.unlock();
    }
  }

  /** The slot of these values; the free one where they would go if they have none. */
  private static <C> int slot(AtomicReferenceArray<Entry<C>> table, int hash, String... values) {
    int mask = table.length() - 1;
    int slot = hash & mask;
    Entry<C> entry = table.get(slot);
    while (entry != null && !(entry.hash == hash && Arrays.equals(entry.values, values))) {
      slot = (slot + 1) & mask;
      entry = table.get(slot);
    }
    return slot;
  }

  private String[] used(String[] values) {
    return Arrays.copyOf(values, tags);
  }

  private C grow(int hash, String[] values) {
    Series series = new Series(metric, Tags.of(metric.tags(), values));
    Entry<C> entry = new Entry<>(values, hash, series, newCell());
    entries.add(entry);
    if (2 * entries.size() <= table.length()) {
      place(table, entry);
      return entry.cell;
    }
    rebuild(2 * table.length());
    return entry.cell;
  }

  /** Readers of the previous table still find its entries. */
  private void rebuild(int length) {
    AtomicReferenceArray<Entry<C>> rebuilt = new AtomicReferenceArray<>(length);
    for (Entry<C> each : entries) {
      if (each.cell != overflow) {
        place(rebuilt, each);
      }
    }
    table = rebuilt;
  }

  /**
   * Removes series. A later call gets a new cell; a snapshot does not read the old cell, even if a
   * caller has kept it. When the overflow cell is removed, new combinations of values get their own
   * cells again.
   */
  public void removeIf(Predicate<? super C> gone) {
    lock.lock();
    try {
      if (entries.removeIf(entry -> gone.test(entry.cell))) {
        overflow = entries.stream().anyMatch(entry -> entry.cell == overflow) ? overflow : null;
        rebuild(table.length());
      }
    } finally {
      lock.unlock();
    }
  }

  private static <C> void place(AtomicReferenceArray<Entry<C>> table, Entry<C> entry) {
    table.set(slot(table, entry.hash, entry.values), entry);
  }

  @SuppressWarnings("unchecked") // the type of the metric is the type of the cells
  private C newCell() {
    return (C)
        switch (metric.type()) {
          case COUNTER -> new Counter();
          case HISTOGRAM -> new Histogram();
          case GAUGE -> new Gauge(unsendable);
        };
  }

  private C fold() {
    C cell = newCell();
    entries.add(new Entry<>(new String[0], 0, new Series(metric, Tags.OVERFLOW), cell));
    overflow = cell;
    overflowed.accept(metric, tagWithMostValues());
    return cell;
  }

  private String tagWithMostValues() {
    String most = NONE;
    int size = 0;
    for (int i = 0; i < tags; i++) {
      Set<String> values = new HashSet<>();
      for (Entry<C> entry : entries) {
        if (i < entry.values.length) {
          values.add(entry.values[i]);
        }
      }
      if (values.size() > size) {
        size = values.size();
        most = metric.tags().get(i);
      }
    }
    return most;
  }

  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends a sample for each series that has a value; reports those that fail. {@code wanted} is
   * null for all series.
   */
  void collect(Predicate<Series> wanted, List<Sample> samples, Consumer<Throwable> failed) {
    for (Entry<C> entry : copy()) {
      if (wanted != null && !wanted.test(entry.series)) {
        continue;
      }
      try {
        Sample sample = entry.cell.sample(entry.series);
        if (sample != null) {
          samples.add(sample);
        }
      } catch (Throwable problem) {
        failed.accept(problem);
      }
    }
  }

  private List<Entry<C>> copy() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }
}
