package io.athena.apm.rules.values;

/** Whether objects of a class have items; reports once each class whose objects have none. */
final class ItemHolders extends ClassValue<Boolean> {

  private final ReadProblems unreadable;

  ItemHolders(ReadProblems unreadable) {
    this.unreadable = unreadable;
  }

  @Override
  protected Boolean computeValue(Class<?> type) {
    boolean held = Items.areIn(type);
    if (!held) {
      unreadable.notA("array, nor a collection or map of the JDK that reading leaves alone", type);
    }
    return held;
  }
}
