package com.acme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache of a house that wrote its own. */
public final class ResponseCache {

  private final String name;
  private final Map<String, String> responses = new ConcurrentHashMap<>();

  ResponseCache(String name) {
    this.name = name;
  }

  /** The response; null where there is none. */
  public String get(String key) {
    return responses.get(key);
  }

  void put(String key, String response) {
    responses.put(key, name + " " + response);
  }
}
