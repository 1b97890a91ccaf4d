package io.athena.apm.core.values;

/** A form of values that is asked for; remembers the classes whose objects have another one. */
final class ExpectedKind extends ClassValue<Boolean> {

  private final String form;
  private final ReadProblems unreadable;

  ExpectedKind(String form, ReadProblems unreadable) {
    this.form = form;
    this.unreadable = unreadable;
  }

  /** Not this value: tells its class, the first time. Null is of no class. */
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
