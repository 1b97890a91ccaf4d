package com.athena.ai;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.Map;

/** A tool for models: the numbers that the Common Weakness Enumeration gives to findings. */
public final class WeaknessCatalog {

  private static final Map<String, String> NUMBERS =
      Map.of(
          "sql_injection", "CWE-89",
          "code_injection", "CWE-95",
          "command_injection", "CWE-78",
          "hard_coded_secret", "CWE-798",
          "weak_hash", "CWE-328",
          "path_traversal", "CWE-22",
          "cross_site_scripting", "CWE-79");

  /** The number of a type of finding. */
  @Tool("The CWE number of a type of finding")
  public String weakness(@P(name = "type", value = "such as sql_injection") String type) {
    return NUMBERS.getOrDefault(type, "none");
  }
}
