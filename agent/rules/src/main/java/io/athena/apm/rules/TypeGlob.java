package io.athena.apm.rules;

/** A pattern for class names with wildcards: {@code com.acme.**.*Scanner}. */
public final class TypeGlob implements TypePattern {

  private final String text;
  private final String[] segments;

  TypeGlob(String text) {
    this.text = text;
    this.segments = (text.equals("*") ? ANY : text).split("\\.", -1);
  }

  /** Backtracks to the last {@code **} only: linear in practice. */
  @Override
  public boolean matches(String binaryName) {
    int segment = 0;
    int at = 0;
    int stars = -1;
    int resume = 0;
    while (at <= binaryName.length()) {
      int end = end(binaryName, at);
      if (segment < segments.length && segments[segment].equals(ANY)) {
        stars = segment++;
        resume = at;
      } else if (segment < segments.length
          && Glob.matches(segments[segment], binaryName, at, end)) {
        segment++;
        at = end + 1;
      } else if (stars >= 0) {
        segment = stars + 1;
        resume = end(binaryName, resume) + 1;
        at = resume;
      } else {
        return false;
      }
    }
    return segment == segments.length;
  }

  private static int end(String name, int from) {
    int dot = name.indexOf('.', from);
    return dot < 0 ? name.length() : dot;
  }

  boolean isEverything() {
    for (String segment : segments) {
      if (!segment.equals(ANY) && !segment.equals("*")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String exactName() {
    return null;
  }

  @Override
  public String simpleName() {
    String last = segments[segments.length - 1];
    return Glob.isGlob(last) ? null : last;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypeGlob glob && glob.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
