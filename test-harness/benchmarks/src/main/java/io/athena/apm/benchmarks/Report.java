package io.athena.apm.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command has found out.
 *
 * @param lines for people
 * @param results for programs, one object for each row
 */
record Report(List<String> lines, ArrayNode results) {

  /** Prints the lines and writes the results to the file, if there is one. */
  void print(Optional<Path> file) throws IOException {
    System.out.println();
    lines.forEach(System.out::println);
    System.out.println();
    if (file.isPresent()) {
      Files.writeString(file.get(), json().toPrettyString() + System.lineSeparator());
      System.out.println("Written to " + file.get());
    }
  }

  private ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("machine", Machine.description());
    json.put("loadAtTheEnd", Machine.load());
    json.set("results", results);
    return json;
  }
}
