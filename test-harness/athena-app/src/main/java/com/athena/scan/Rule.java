package com.athena.scan;

import java.util.Set;
import java.util.regex.Pattern;

/** A pattern of a line that is a finding in files of some types; no types means all of them. */
record Rule(
    String type, Severity severity, String message, Pattern pattern, Set<String> fileTypes) {

  static Rule rule(
      String type, Severity severity, String message, String pattern, String... fileTypes) {
    return new Rule(type, severity, message, Pattern.compile(pattern), Set.of(fileTypes));
  }

  boolean appliesTo(String fileType) {
    return fileTypes.isEmpty() || fileTypes.contains(fileType);
  }

  boolean matches(String line) {
    return pattern.matcher(line).find();
  }

  Finding at(int line) {
    return new Finding(type, severity, line, message);
  }
}
