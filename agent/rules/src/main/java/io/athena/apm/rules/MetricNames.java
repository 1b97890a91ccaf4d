package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import java.util.regex.Pattern;

/** The syntax of names of metrics, spans and tags. */
final class MetricNames {

  private static final int LONGEST = 200;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST + "}");

  private MetricNames() {}

  /** Refuses an invalid name, with a sentence for the operator. */
  static String checked(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("%s %s is not a valid name; allowed are letters, digits, dot, underscore and dash, %s"
                  + " at most")
              .formatted(what, Excerpt.of(name), LONGEST));
    }
    return name;
  }
}
