package io.athena.apm.core.later;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/** Which kind of result a class is; looked at once for each class. */
public final class LaterResults {

  private static final String PUBLISHER = "org.reactivestreams.Publisher";

  private static final Set<String> REPLACEABLE =
      Set.of(
          "java.util.concurrent.Flow$Publisher",
          PUBLISHER,
          "reactor.core.publisher.Mono",
          "reactor.core.publisher.Flux");

  private static final LaterResult STAGE = new LaterStage();
  private static final LaterResult FUTURE = new LaterFuture();
  private static final LaterResult PUBLISHED = new LaterPublisher();
  private static final LaterResult UNSEEN = new UnseenResult();

  private static final ClassValue<LaterResult> KINDS =
      new ClassValue<>() {
        @Override
        protected LaterResult computeValue(Class<?> type) {
          return kind(type);
        }
      };

  private LaterResults() {}

  /** The kind of an object; null for an ordinary one, and for null. */
  public static LaterResult of(Object result) {
    return result == null ? null : KINDS.get(result.getClass());
  }

  /**
   * Whether a method that declares this type may return something else that is one, too.
   *
   * @param declared binary name
   */
  public static boolean isReplaceable(String declared) {
    return REPLACEABLE.contains(declared);
  }

  private static LaterResult kind(Class<?> type) {
    if (CompletionStage.class.isAssignableFrom(type)) {
      return STAGE;
    }
    if (Future.class.isAssignableFrom(type)) {
      LaterResult listenable = LaterListenable.of(type);
      LaterResult other = LaterFuture.isOfTheJdk(type) ? FUTURE : UNSEEN;
      return listenable == null ? other : listenable;
    }
    if (Flow.Publisher.class.isAssignableFrom(type)) {
      return LaterPublisher.isNothingElse(type) ? PUBLISHED : UNSEEN;
    }
    LaterResult reactor = LaterReactor.of(type);
    return reactor == null && isPublisher(type) ? UNSEEN : reactor;
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
