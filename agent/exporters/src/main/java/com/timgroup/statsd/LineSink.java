package com.timgroup.statsd;

/** Takes the lines of a client. */
public interface LineSink {

  /**
   * A line is finished. Called on the thread that calls the client, before that call returns.
   *
   * @param text with the line feed at its end; to be read at once, it is used again
   */
  void line(CharSequence text);
}
