package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses text into nodes with their lines. Constructs no objects from tags. */
public final class YamlDocument {

  /** The maximum nesting; the grammar needs six. */
  private static final int DEEPEST = 10;

  private YamlDocument() {}

  /** Returns null if there is no document, or the text is not YAML, which is a problem. */
  public static Node read(String text, Problems problems) {
    String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
    LoadSettings settings = LoadSettings.builder().setAllowNonScalarKeys(true).build();
    try {
      // First checks the events only: nodes would be nested as deeply as the text is.
      return isHarmless(new Parse(settings).parseString(yaml), problems)
          ? new Compose(settings).composeString(yaml).orElse(null)
          : null;
    } catch (RuntimeException broken) {
      // The library throws several kinds of exceptions for broken text.
      problems.add(line(broken, yaml), "this is not YAML: " + reason(broken));
      return null;
    }
  }

  private static boolean isHarmless(Iterable<Event> events, Problems problems) {
    int before = problems.count();
    int depth = 0;
    for (Event event : events) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        problems.add(line(event), "lists and maps are nested more than " + DEEPEST + " deep here");
        return false;
      }
      check(event, problems);
    }
    return problems.count() == before;
  }

  private static void check(Event event, Problems problems) {
    if (event instanceof AliasEvent) {
      problems.add(line(event), "aliases are not allowed; repeat the value");
    }
    boolean tagged =
        event instanceof ScalarEvent scalar
            ? scalar.getTag().isPresent()
            : event instanceof CollectionStartEvent start && start.getTag().isPresent();
    if (tagged) {
      problems.add(line(event), "YAML tags (!name) are not allowed");
    }
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static int line(RuntimeException broken, String yaml) {
    if (broken instanceof MarkedYamlEngineException marked) {
      return marked
          .getProblemMark()
          .or(marked::getContextMark)
          .map(mark -> mark.getLine() + 1)
          .orElse(1);
    }
    int position = broken instanceof ReaderException reader ? reader.getPosition() : 0;
    return 1 + (int) yaml.codePoints().limit(position).filter(c -> c == '\n').count();
  }

  private static String reason(RuntimeException broken) {
    if (broken instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
      String quoted = Excerpt.of(marked.getProblem());
      return quoted.substring(1, quoted.length() - 1);
    }
    return broken instanceof ReaderException
        ? "a character is not allowed here"
        : "the parser gave up";
  }
}
