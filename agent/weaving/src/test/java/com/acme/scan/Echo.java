package com.acme.scan;

import java.util.function.UnaryOperator;

/** A class that tests call through a JDK interface, from any loader, without reflection. */
public class Echo implements UnaryOperator<Object> {

  @Override
  public Object apply(Object given) {
    return given;
  }
}
