package com.acme.store;

import java.util.concurrent.atomic.AtomicLong;

/** Hand-written stores of several forms. */
public final class Stores {

  private Stores() {}

  public static class Store {

    public String find(String key) {
      return "found " + key;
    }

    public void forget(String key) {}

    public int size(String key) {
      return key.length();
    }

    public static String shared(String key) {
      return key;
    }
  }

  public static class Wrapper {

    private final AtomicLong found = new AtomicLong();

    public String find(String key) {
      return key + found.incrementAndGet();
    }
  }

  public static class StaticWrapper {

    private static final AtomicLong FOUND = new AtomicLong();

    public String find(String key) {
      return key + FOUND.incrementAndGet();
    }
  }

  public static class Overloads {

    public String find(String key) {
      return find(key, "English");
    }

    public String find(String key, String language) {
      return "found " + key + " in " + language;
    }
  }
}
