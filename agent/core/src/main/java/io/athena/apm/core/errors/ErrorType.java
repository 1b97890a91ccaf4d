package io.athena.apm.core.errors;

/** The value of a tag for an exception: never its message, which often contains users' data. */
public final class ErrorType {

  private ErrorType() {}

  /** Simple name of its class or, if anonymous, its nearest named super class; null for null. */
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
