package io.athena.apm.instrumentation.api;

/** What is found by a name and by the names of its tags. */
interface Tagged {

  /** The names of its tags. */
  TagNames tags();
}
