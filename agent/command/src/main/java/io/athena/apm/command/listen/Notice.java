package io.athena.apm.command.listen;

import io.athena.apm.command.statsd.Event;
import io.athena.apm.command.statsd.Message;
import io.athena.apm.command.statsd.ServiceCheck;

/**
 * What came of one event or one service check of DogStatsD.
 *
 * @param count how often it came
 * @param last what it said last: the alert type of an event, the status of a service check
 */
record Notice(String name, String tags, String symbol, long count, String last) {

  static Notice of(Message message) {
    String last =
        message instanceof Event event ? event.alertType() : ((ServiceCheck) message).status();
    return new Notice(message.name(), message.tagText(), message.symbol(), 1, last);
  }

  /** What makes it one and the same. */
  String key() {
    return name + '\n' + tags + '\n' + symbol;
  }

  Notice plus(Notice later) {
    return new Notice(name, tags, symbol, count + later.count, later.last);
  }
}
