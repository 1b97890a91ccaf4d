package io.athena.apm.core.weaving.sample;

/** Overloads that call each other, one that calls itself, and one that stands alone. */
public class Overloads {

  public String ask(String question) {
    return ask(question, 2);
  }

  public String ask(String question, int times) {
    return times == 0 ? question : ask(question, times - 1);
  }

  public String ask(String question, String language) {
    return question + " " + language;
  }
}
