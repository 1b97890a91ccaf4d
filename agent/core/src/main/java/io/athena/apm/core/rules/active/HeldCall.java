package io.athena.apm.core.rules.active;

import java.lang.ref.WeakReference;

/** What a pending call is to read: held, or from some time on only as long as others hold it. */
final class HeldCall {

  private volatile Call held;
  private volatile Weakly weakly;

  /** Null is held as a reference to nothing. */
  private record Weakly(
      WeakReference<Object> self,
      WeakReference<Object> first,
      WeakReference<Object> second,
      WeakReference<Object> third) {}

  /** Holds a call that is nobody else's. */
  HeldCall(Call call) {
    this.held = call;
  }

  void loosen() {
    Call call = held;
    if (call != null) {
      weakly =
          new Weakly(
              new WeakReference<>(call.self()),
              new WeakReference<>(call.first()),
              new WeakReference<>(call.second()),
              new WeakReference<>(call.third()));
      held = null;
    }
  }

  /** The call, to be ended once. */
  Call get() {
    Call call = held;
    Weakly left = weakly;
    return call != null
        ? call
        : new Call().begin(left.self.get(), left.first.get(), left.second.get(), left.third.get());
  }
}
