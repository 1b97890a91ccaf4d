package io.athena.apm.rules.async;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/** Finds the kind of asynchronous result of a class, once for each class. */
public final class AsyncResults {

  private static final String PUBLISHER = "org.reactivestreams.Publisher";

  private static final Set<String> REPLACEABLE =
      Set.of(
          "java.util.concurrent.Flow$Publisher",
          PUBLISHER,
          "reactor.core.publisher.Mono",
          "reactor.core.publisher.Flux");

  private static final AsyncResult FUTURE = new AsyncFuture();
  private static final AsyncResult PUBLISHED = new AsyncPublisher();
  private static final AsyncResult UNOBSERVABLE = new AsyncResult() {};

  private static final ClassValue<AsyncResult> KINDS =
      new ClassValue<>() {
        @Override
        protected AsyncResult computeValue(Class<?> type) {
          return kind(type);
        }
      };

  private AsyncResults() {}

  /** The kind of a result; null for ordinary results and for null. */
  public static AsyncResult of(Object result) {
    return result == null ? null : KINDS.get(result.getClass());
  }

  /**
   * Whether a result may be replaced by another one if the method declares this type.
   *
   * @param declared binary name
   */
  public static boolean isReplaceable(String declared) {
    return REPLACEABLE.contains(declared);
  }

  private static AsyncResult kind(Class<?> type) {
    if (CompletionStage.class.isAssignableFrom(type)) {
      return new AsyncStage(type);
    }
    if (Future.class.isAssignableFrom(type)) {
      AsyncResult listenable = AsyncListenable.of(type);
      AsyncResult other = AsyncFuture.isOfTheJdk(type) ? FUTURE : UNOBSERVABLE;
      return listenable == null ? other : listenable;
    }
    if (Flow.Publisher.class.isAssignableFrom(type)) {
      return AsyncPublisher.isNothingElse(type) ? PUBLISHED : UNOBSERVABLE;
    }
    AsyncResult reactor = AsyncReactor.of(type);
    return reactor == null && isPublisher(type) ? UNOBSERVABLE : reactor;
  }

  private static boolean isPublisher(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().equals(PUBLISHER)) {
        return true;
      }
      for (Class<?> parent : each.getInterfaces()) {
        if (isPublisher(parent)) {
          return true;
        }
      }
    }
    return false;
  }
}
