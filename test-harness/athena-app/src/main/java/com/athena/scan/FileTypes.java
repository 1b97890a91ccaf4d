package com.athena.scan;

import java.util.Locale;
import java.util.Map;

/** Tells a file's type, by its name and, failing that, by its first characters. */
final class FileTypes {

  private static final String UNKNOWN = "other";

  private static final Map<String, String> BY_EXTENSION =
      Map.of(
          "java", "java",
          "js", "javascript",
          "php", "php",
          "py", "python",
          "sh", "shell",
          "txt", "text",
          "yaml", "yaml",
          "yml", "yaml");

  private FileTypes() {}

  static String of(String name, String text) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = BY_EXTENSION.get(extension);
    return type == null ? byContent(text) : type;
  }

  private static String byContent(String text) {
    if (text.startsWith("<?php")) {
      return "php";
    }
    return text.startsWith("#!") ? byInterpreter(text.lines().findFirst().orElse("")) : UNKNOWN;
  }

  private static String byInterpreter(String firstLine) {
    if (firstLine.contains("python")) {
      return "python";
    }
    return firstLine.contains("sh") ? "shell" : UNKNOWN;
  }
}
