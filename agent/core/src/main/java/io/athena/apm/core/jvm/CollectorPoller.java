package io.athena.apm.core.jvm;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import java.lang.management.GarbageCollectorMXBean;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Counts the collections of one collector and records their pauses. The JVM's notification thread
 * reports each pause. Pauses without a notification, such as those before {@link #start}, are
 * recorded at the flush with their mean, so that both metrics count the same collections.
 */
final class CollectorPoller implements Runnable, NotificationListener {

  /** {@code GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION}. */
  private static final String TYPE = "com.sun.management.gc.notification";

  private final GarbageCollectorMXBean bean;
  private final Counter count;
  private final Histogram pauses; // null where the collector does not pause the application
  private long counted;
  private long recorded;

  /** The bean's time at the last flush, and the pauses that were reported since. */
  private long recordedMillis;

  CollectorPoller(GarbageCollectorMXBean bean, Registry registry) {
    String name = bean.getName();
    this.bean = bean;
    this.count = registry.counters(JvmMetrics.GC_COUNT).get(name);
    this.pauses = pauses(name) ? registry.histograms(JvmMetrics.GC_PAUSE).get(name) : null;
  }

  /** Starts to listen, and reads the collections so far. */
  void start() {
    if (bean instanceof NotificationEmitter emitter && pauses != null) {
      emitter.addNotificationListener(this, null, null);
    }
    run();
  }

  /** ZGC's and Shenandoah's cycles and G1's concurrent phases run beside the application. */
  static boolean pauses(String collector) {
    return !collector.endsWith("Cycles") && !collector.endsWith("Concurrent GC");
  }

  @Override
  public synchronized void run() {
    long collections = Math.max(counted, bean.getCollectionCount());
    long millis = bean.getCollectionTime();
    count.add(collections - counted);
    counted = collections;
    long untold = collections - recorded;
    long nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis - recordedMillis));
    for (long i = 0; i < untold; i++) {
      record(nanos / untold);
    }
    recordedMillis = millis;
  }

  @Override
  public synchronized void handleNotification(Notification notification, Object handback) {
    if (notification.getType().equals(TYPE)
        && notification.getUserData() instanceof CompositeData data
        && data.get("gcInfo") instanceof CompositeData info
        && info.get("id") instanceof Long number
        && info.get("duration") instanceof Long millis
        && number > recorded) {
      record(TimeUnit.MILLISECONDS.toNanos(millis));
      recordedMillis += millis;
    }
  }

  private void record(long nanos) {
    recorded++;
    if (pauses != null) {
      pauses.record(nanos);
    }
  }
}
