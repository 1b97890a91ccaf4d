package com.acme.late;

/** Looks at an upload. */
interface Check {

  boolean check(String upload);
}
