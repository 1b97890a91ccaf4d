package com.athena.stub;

import java.util.List;

/** The status that the stub answers a request with, by how many came before. */
final class FailureScript {

  static final int OK = 200;

  /** Of the models in order of preference; those after the third fail like the third. */
  private static final List<Burst> MODELS =
      List.of(
          new Burst(24, 7, List.of(500, 500, 429, 500)),
          new Burst(24, 13, List.of(500, 429, 500)),
          new Burst(12, 5, List.of(500)));

  private static final Burst REPUTATION = new Burst(40, 11, List.of(503, 503, 503, 503));

  /** Failures in a row: the first of them, and their statuses, in each period of requests. */
  private record Burst(int period, int first, List<Integer> statuses) {

    int status(int request) {
      int index = position(request, period) - first;
      return index >= 0 && index < statuses.size() ? statuses.get(index) : OK;
    }
  }

  private final FailureMode mode;
  private final List<String> models;

  FailureScript(FailureMode mode, List<String> models) {
    this.mode = mode;
    this.models = models;
  }

  /** The status of a model's answer; a model that is not in the list fails like the first. */
  int modelStatus(String model, int request) {
    int preference = Math.max(0, models.indexOf(model));
    return status(500, MODELS.get(Math.min(preference, MODELS.size() - 1)), request);
  }

  /** The status of the reputation service's answer. */
  int reputationStatus(int request) {
    return status(503, REPUTATION, request);
  }

  private int status(int failure, Burst burst, int request) {
    return switch (mode) {
      case NONE -> OK;
      case ALL -> failure;
      case BURSTS -> burst.status(request);
    };
  }

  /** Of every nine answers the fifth does not say what it cost. */
  boolean hasUsage(int request) {
    return position(request, 9) != 5;
  }

  private static int position(int request, int period) {
    return (request - 1) % period + 1;
  }
}
