package com.acme;

/** A very short program: reads a cache once. */
public final class BriefMain {

  private BriefMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) {
    System.out.println(new ResponseCache("brief").get("anything"));
  }
}
