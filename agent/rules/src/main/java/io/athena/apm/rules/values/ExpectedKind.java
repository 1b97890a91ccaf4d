package io.athena.apm.rules.values;

/** The expected kind of values; remembers the classes whose objects are of another kind. */
final class ExpectedKind extends ClassValue<Boolean> {

  private final String form;
  private final ReadProblems unreadable;

  ExpectedKind(String form, ReadProblems unreadable) {
    this.form = form;
    this.unreadable = unreadable;
  }

  /** Reports the class of a value that is of another kind, once. Null has no class. */
  void isNot(Object value) {
    if (value != null) {
      get(value.getClass());
    }
  }

  @Override
  protected Boolean computeValue(Class<?> type) {
    unreadable.notA(form, type);
    return Boolean.TRUE;
  }
}
