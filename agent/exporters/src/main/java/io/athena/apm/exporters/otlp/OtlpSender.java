package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.text.Excerpt;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import java.util.function.Consumer;

/**
 * Sends the requests of one signal, counts what became of them, and reports when sending fails and
 * when it works again. Used by one thread at a time.
 */
/*
 * What counts as what
 *
 * What a receiver accepts is sent. What it rejects in an answer that is a success is dropped: it will
 * not take it another time either. All else has failed. Whether the flush goes on and whether the
 * next one has the values again is the caller's business.
 */
final class OtlpSender {

  private static final int GRPC_PORT = 4317;

  private final OtlpTarget target;
  private final Attempts attempts;
  private final String consequence;
  private final Delivery delivery;
  private final Consumer<String> report;
  private boolean failing;
  private boolean rejecting;

  /**
   * Sends nothing yet.
   *
   * @param consequence what becomes of what can't be sent, for people
   */
  OtlpSender(
      OtlpTarget target,
      Attempts attempts,
      String consequence,
      Delivery delivery,
      Consumer<String> report) {
    this.target = target;
    this.attempts = attempts;
    this.consequence = consequence;
    this.delivery = delivery;
    this.report = report;
  }

  /**
   * Sends a message with so many data points or spans; returns whether it has arrived. Leaves it to
   * the next flush, and counts nothing, where this one has no time left.
   */
  boolean send(ProtobufMessage message, int items) {
    if (attempts.isOutOfTime()) {
      return false;
    }
    delivery.written(items);
    HttpReply reply = HttpReply.failed("was sent nothing");
    try {
      reply = attempts.send(message);
    } finally {
      if (!reply.isSuccess()) {
        delivery.failed(items);
      }
    }
    if (reply.isSuccess()) {
      succeeded(reply, items);
    } else {
      failed(reply);
    }
    return reply.isSuccess();
  }

  private void succeeded(HttpReply reply, int items) {
    PartialSuccess partial = PartialSuccess.of(reply.body());
    int rejected = (int) Math.max(0, Math.min(items, partial.rejected()));
    delivery.sent(items - rejected, attempts.size());
    delivery.dropped(rejected);
    boolean complete = rejected == 0 && partial.message().isEmpty();
    if (!complete && !rejecting) {
      String why = Excerpt.unquoted(target.masked(partial.message()));
      say("rejected " + rejected + " of " + items + ": " + why);
    }
    rejecting = !complete;
    if (failing) {
      failing = false;
      say("works again");
    }
  }

  private void failed(HttpReply reply) {
    if (!failing) {
      failing = true;
      boolean grpc = reply.status() == 0 && target.url().getPort() == GRPC_PORT;
      String hint = grpc ? " (4317 is the port of gRPC, that of HTTP is 4318)" : "";
      say(reply.reason() + hint + "; " + consequence);
    }
  }

  private void say(String what) {
    report.accept("otlp: " + target + " " + what);
  }
}
