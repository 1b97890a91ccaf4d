package io.athena.apm.core.errors;

/** The value of a tag for an exception: never its message, which often contains users' data. */
public final class ErrorType {

  private ErrorType() {}

  /**
   * The simple name of its class, or for an anonymous class that of its nearest named super class.
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
