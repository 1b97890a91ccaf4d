package io.athena.apm.core.values;

/** A class that has not got what a path names: told once, then null at no cost. */
final class AbsentMember implements Access {

  static final Access INSTANCE = new AbsentMember();

  private AbsentMember() {}

  @Override
  public Object read(Object target) {
    return null;
  }
}
