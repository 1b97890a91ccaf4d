package io.athena.apm.core.errors;

/** What a tag says of an exception: never its message, which often holds users' data. */
public final class ErrorType {

  private ErrorType() {}

  /**
   * The simple name of its class; of an anonymous one, of the nearest super class that has a name.
   *
   * @return null for null
   */
  public static String of(Throwable error) {
    if (error == null) {
      return null;
    }
    Class<?> type = error.getClass();
    while (type.getSimpleName().isEmpty()) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }
}
