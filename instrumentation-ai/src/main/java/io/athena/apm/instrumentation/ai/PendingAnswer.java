package io.athena.apm.instrumentation.ai;

import io.athena.apm.rules.async.AsyncResult;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.runtime.Probes;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.ReentrantLock;

/** The future that a client's method has returned. Its call ends where it completes. */
final class PendingAnswer implements PendingCall {

  private final AiCall call;
  private final AsyncResult kind;
  private final WeakReference<Object> future;
  private final CallRecorder recorder;
  private final Settlement settlement;

  /** Whoever comes second waits until the first has ended the call. */
  private final ReentrantLock ending = new ReentrantLock();

  private boolean ended;
  private volatile long took = -1; // until the answer was there; negative while it is not

  /** What ends a call with its answer or error, after a number of nanoseconds. */
  interface Settlement {

    void settle(AiCall call, Object value, Throwable error, long took);
  }

  PendingAnswer(
      AiCall call, AsyncResult kind, Object future, CallRecorder recorder, Settlement settlement) {
    this.call = call;
    this.kind = kind;
    this.future = new WeakReference<>(future);
    this.recorder = recorder;
    this.settlement = settlement;
  }

  /** Ends the call if its answer is there. A call around others answers by theirs. */
  void endIfThere() {
    Object result = future.get();
    if (result != null && !call.isWrapper()) {
      kind.endIfThere(result, this);
    }
  }

  @Override
  public boolean isTimed() {
    return true;
  }

  @Override
  public void arrived() {
    took = took < 0 ? recorder.now() - call.start() : took;
  }

  @Override
  public void ended(Object value, Throwable error) {
    ending.lock();
    try {
      if (!ended) {
        ended = true;
        settlement.settle(call, value, error, took);
      }
    } catch (Throwable problem) {
      Probes.adviceFailed(problem, call.library().name());
    } finally {
      ending.unlock();
      call.analysis().pending().remove(this);
    }
  }

  @Override
  public void unobservable(Class<?> type) {
    call.end(null);
    call.analysis().pending().remove(this);
  }
}
