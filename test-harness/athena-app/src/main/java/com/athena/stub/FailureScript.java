package com.athena.stub;

/** The status that the stub answers a request with, by how many came before. */
final class FailureScript {

  static final int OK = 200;

  private static final int MODEL_PERIOD = 24;
  private static final int REPUTATION_PERIOD = 40;

  private final FailureMode mode;
  private final String failingModel;

  FailureScript(FailureMode mode, String failingModel) {
    this.mode = mode;
    this.failingModel = failingModel;
  }

  /** The failing model answers requests 7 to 10 of every 24 with an error. */
  int modelStatus(String model, int request) {
    return switch (mode) {
      case NONE -> OK;
      case ALL -> 500;
      case BURSTS -> model.equals(failingModel) ? burst(position(request, MODEL_PERIOD)) : OK;
    };
  }

  /** The reputation service answers requests 11 to 14 of every 40 with an error. */
  int reputationStatus(int request) {
    return switch (mode) {
      case NONE -> OK;
      case ALL -> 503;
      case BURSTS -> {
        int position = position(request, REPUTATION_PERIOD);
        yield position >= 11 && position <= 14 ? 503 : OK;
      }
    };
  }

  /** Of every nine answers the fifth does not say what it cost. */
  boolean hasUsage(int request) {
    return position(request, 9) != 5;
  }

  private static int burst(int position) {
    return switch (position) {
      case 7, 8, 10 -> 500;
      case 9 -> 429;
      default -> OK;
    };
  }

  private static int position(int request, int period) {
    return (request - 1) % period + 1;
  }
}
