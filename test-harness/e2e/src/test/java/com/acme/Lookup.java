package com.acme;

/** Knows what belongs to a key. */
interface Lookup {

  /** Null where there is nothing. */
  String get(String key);
}
