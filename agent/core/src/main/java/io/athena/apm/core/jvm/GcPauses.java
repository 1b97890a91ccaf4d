package io.athena.apm.core.jvm;

import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import java.lang.management.GarbageCollectorMXBean;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Records each pause on the JVM's notification thread. */
final class GcPauses implements NotificationListener {

  /** {@code GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION}. */
  private static final String TYPE = "com.sun.management.gc.notification";

  private final Histogram pauses;

  private GcPauses(Histogram pauses) {
    this.pauses = pauses;
  }

  static void listen(GarbageCollectorMXBean bean, Family<Histogram> pauses) {
    if (bean instanceof NotificationEmitter emitter && pauses(bean.getName())) {
      emitter.addNotificationListener(new GcPauses(pauses.get(bean.getName())), null, null);
    }
  }

  /** ZGC's and Shenandoah's cycles and G1's concurrent phases run beside the application. */
  static boolean pauses(String collector) {
    return !collector.endsWith("Cycles") && !collector.endsWith("Concurrent GC");
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification.getType().equals(TYPE)
        && notification.getUserData() instanceof CompositeData data
        && data.get("gcInfo") instanceof CompositeData info
        && info.get("duration") instanceof Long millis) {
      pauses.record(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }
}
