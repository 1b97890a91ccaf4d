package io.athena.apm.rules.async;

import java.lang.reflect.Modifier;
import java.util.concurrent.Flow;

/** A {@link Flow.Publisher}: it has no operators, so it is wrapped. */
final class AsyncPublisher implements AsyncResult {

  /**
   * Whether callers can use an object only as a publisher: its class and super classes are not
   * public, and it has no other public interface.
   */
  static boolean isNothingElse(Class<?> type) {
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      if (Modifier.isPublic(each.getModifiers()) || offersMore(each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean offersMore(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      boolean hidden = !Modifier.isPublic(parent.getModifiers());
      if (parent != Flow.Publisher.class && (!hidden || offersMore(parent))) {
        return true;
      }
    }
    return false;
  }

  @Override
  @SuppressWarnings("unchecked") // elements are passed on and never used
  public Object replace(Object result, PendingCall call) {
    return new Watched((Flow.Publisher<Object>) result, call);
  }

  /** The wrapper: each subscriber is a call of its own. */
  private static final class Watched implements Flow.Publisher<Object> {

    private final Flow.Publisher<Object> publisher;
    private final PendingCall call;

    Watched(Flow.Publisher<Object> publisher, PendingCall call) {
      this.publisher = publisher;
      this.call = call;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
      // The publisher itself refuses null.
      PendingCall subscribed = subscriber == null ? null : call.subscribed();
      publisher.subscribe(
          subscribed == null ? subscriber : new WatchedSubscriber(subscriber, subscribed));
    }
  }
}
