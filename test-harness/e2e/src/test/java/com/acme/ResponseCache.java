package com.acme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A home-made cache. */
public final class ResponseCache {

  private final String name;
  private final Map<String, String> responses = new ConcurrentHashMap<>();

  ResponseCache(String name) {
    this.name = name;
  }

  /** Returns null for an unknown key. */
  public String get(String key) {
    return responses.get(key);
  }

  void put(String key, String response) {
    responses.put(key, name + " " + response);
  }
}
