package com.acme.scan;

import java.util.function.UnaryOperator;

/** Called without reflection, from any loader. */
public class Echo implements UnaryOperator<Object> {

  @Override
  public Object apply(Object given) {
    return given;
  }
}
