package com.acme;

/** A command that is over at once: one read of a cache. */
public final class BriefMain {

  private BriefMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) {
    System.out.println(new ResponseCache("brief").get("anything"));
  }
}
