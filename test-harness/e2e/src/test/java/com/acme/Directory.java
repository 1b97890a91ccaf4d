package com.acme;

/** Looks up answers. No bundled rule matches it. */
final class Directory implements Lookup {

  private final String name;
  private final ResponseCache responses;

  Directory(String name, ResponseCache responses) {
    this.name = name;
    this.responses = responses;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public String get(String key) {
    return responses.get(key);
  }
}
