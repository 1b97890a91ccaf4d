package com.acme;

/** Finds values by key. */
interface Lookup {

  /** Returns null for an unknown key. */
  String get(String key);
}
