package com.acme.order;

import java.util.concurrent.TimeUnit;

/** Refers to an order, which may refer back to it. */
public final class Customer {

  private final String country;
  private final TimeUnit level;
  private final Integer age;
  private final boolean known;
  private Order last;

  /** A customer without orders. */
  public Customer(String country, TimeUnit level, Integer age, boolean known) {
    this.country = country;
    this.level = level;
    this.age = age;
    this.known = known;
  }

  /** A getter whose name differs from the field's. */
  public String getLand() {
    return country;
  }

  /** A method with the name of a field, which is read first. */
  public TimeUnit level() {
    return level;
  }

  /** Null for unknown. */
  public Integer age() {
    return age;
  }

  /** A getter of a flag. */
  public boolean isRegular() {
    return known;
  }

  /** Null for none. */
  public Order last() {
    return last;
  }

  /** Makes a cycle of references. */
  public void ordered(Order order) {
    last = order;
  }
}
