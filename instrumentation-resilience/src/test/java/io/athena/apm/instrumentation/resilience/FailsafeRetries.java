package io.athena.apm.instrumentation.resilience;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls that end in every way in which a retry of Failsafe can end: it tries an illegal argument
 * again, stops at an illegal state, and handles nothing else.
 */
final class FailsafeRetries {

  private FailsafeRetries() {}

  /**
   * Makes the calls on several threads.
   *
   * @param library gets the ends that Failsafe has no listener for
   * @param retry makes a call with retries
   * @param asyncRetry makes it on a thread of Failsafe
   */
  static void onManyThreads(
      LibraryEvents library,
      Consumer<Callable<String>> retry,
      Function<Callable<String>, Future<String>> asyncRetry)
      throws Exception {
    ManyThreads.run(
        1_000,
        random -> {
          int[] attempts = {0};
          try {
            if (random.nextInt(4) == 0) {
              asyncRetry.apply(() -> attempt(random, attempts)).get(10, TimeUnit.SECONDS);
            } else {
              retry.accept(() -> attempt(random, attempts));
            }
            if (attempts[0] > 1) {
              library.add("success");
            }
          } catch (IllegalArgumentException | IllegalStateException ended) {
            // The events tell.
          } catch (UnsupportedOperationException unhandled) {
            library.add("ignored_error");
          } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnsupportedOperationException) {
              library.add("ignored_error");
            }
          } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
          }
        });
  }

  private static String attempt(Random random, int[] attempts) {
    attempts[0]++;
    return switch (random.nextInt(7)) {
      case 0 -> throw new IllegalStateException("ends");
      case 1, 2, 3 -> throw new IllegalArgumentException("again");
      case 4 -> throw new UnsupportedOperationException("not handled");
      default -> "answer";
    };
  }
}
