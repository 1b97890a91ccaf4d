package com.acme.late;

/** Checks an upload. */
interface Check {

  boolean check(String upload);
}
