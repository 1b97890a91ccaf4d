package com.acme.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order. Any component may be null. */
@SuppressWarnings("ArrayRecordComponent") // Services have them.
public record Order(
    Customer customer,
    List<Line> lines,
    Map<String, Line> named,
    Box<Line> box,
    Line[] array,
    Optional<Line> best,
    boolean urgent) {

  /** A part of an order. */
  public record Line(String kind, long amount, double weight, Boolean gift) {}

  /** Of any type. */
  public record Box<T>(T content, List<T> contents) {}
}
