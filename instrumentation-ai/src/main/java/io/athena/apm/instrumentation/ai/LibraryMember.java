package io.athena.apm.instrumentation.ai;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A method that not every version of a library has, or that has an earlier name. For any thread.
 *
 * <p>Callers pass a lambda that returns a type which every version has. A method reference, or a
 * type that is missing, would fail before the call.
 */
public final class LibraryMember {

  private final String earlierName;
  private volatile boolean missing;

  /** A method that some versions lack. */
  public LibraryMember() {
    this(null);
  }

  /**
   * A method that was renamed.
   *
   * @param earlierName the name of the public method of earlier versions, without parameters
   */
  public LibraryMember(String earlierName) {
    this.earlierName = earlierName;
  }

  /**
   * Calls the method.
   *
   * @param call calls it by the name of the newest version
   * @return null where this version of the library lacks it
   */
  public <T> T get(Supplier<T> call) {
    if (!missing) {
      try {
        return call.get();
      } catch (LinkageError otherVersion) {
        missing = true;
      }
    }
    return null;
  }

  /**
   * Calls the method, by its earlier name if this version of the library is an earlier one.
   *
   * @param target has the method
   * @param call calls it by the name of the newest version
   * @return null for an empty result
   * @throws ReflectiveOperationException where the version has neither
   */
  @SuppressWarnings("unchecked")
  public <T> T get(Object target, Supplier<Optional<T>> call) throws ReflectiveOperationException {
    Optional<T> found = get(call);
    if (found == null) {
      found = (Optional<T>) target.getClass().getMethod(earlierName).invoke(target);
    }
    return found.orElse(null);
  }
}
