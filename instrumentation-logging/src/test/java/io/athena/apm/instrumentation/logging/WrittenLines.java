package io.athena.apm.instrumentation.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.Context;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the lines that Logback writes, on the thread that writes them. */
final class WrittenLines extends AppenderBase<ILoggingEvent> {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final PatternLayout layout = new PatternLayout();

  WrittenLines(Context context, String pattern) {
    setContext(context);
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    start();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(layout.doLayout(event));
  }
}
