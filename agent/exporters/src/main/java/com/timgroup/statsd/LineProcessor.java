package com.timgroup.statsd;

/** Writes a message when it is sent, on the thread that sends it: no queue, no worker. */
final class LineProcessor extends StatsDProcessor {

  private final StringBuilder text = new StringBuilder();
  private final int longest;
  private LineSink sink;

  /**
   * Without workers; of the buffers that it does not use there has to be one.
   *
   * @param longest how many bytes a line of several values may have
   */
  LineProcessor(StatsDClientErrorHandler handler, int longest) throws Exception {
    super(0, handler, longest, 1, 0, 0, 0, null);
    this.longest = longest;
  }

  /** Lines go here from now on. */
  void writeTo(LineSink lines) {
    sink = lines;
  }

  @Override
  protected boolean send(Message message) {
    boolean more = true;
    while (more) {
      text.setLength(0);
      more = message.writeTo(text, longest);
      sink.line(text);
    }
    return true;
  }

  @Override
  protected ProcessingTask createProcessingTask() {
    throw new UnsupportedOperationException("there is no worker");
  }
}
