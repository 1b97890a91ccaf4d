package io.athena.apm.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of the agent, as the build wrote it into the engine's archive. */
final class Version {

  static final String FILE = "version";

  private Version() {}

  static String get() {
    try (InputStream in = Version.class.getClassLoader().getResourceAsStream(FILE)) {
      return in == null ? "unpackaged" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "unpackaged";
    }
  }
}
