package io.athena.apm.rules.values;

/** Stands for a member that a class does not have: reported once, then null at no cost. */
final class AbsentMember implements Access {

  static final Access INSTANCE = new AbsentMember();

  private AbsentMember() {}

  @Override
  public Object read(Object target) {
    return null;
  }
}
