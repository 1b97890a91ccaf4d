package io.athena.apm.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The versions that this build pins. */
public final class ParentPom {

  private static final Path FILE = Path.of("../../pom.xml");

  private ParentPom() {}

  /**
   * The value of the property {@code name.version}, in a test of a module two folders below.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static String version(String name) {
    var pinned = Pattern.compile("<" + Pattern.quote(name) + "\\.version>(.+)</").matcher(text());
    if (!pinned.find()) {
      throw new IllegalArgumentException("the parent pom has no version of " + name);
    }
    return pinned.group(1);
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
