package com.athena.ai;

import java.util.List;

/** No provider answered; the reasons, one for each provider in order, are suppressed exceptions. */
public final class AllProvidersFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AllProvidersFailedException(List<Exception> reasons) {
    super("none of " + reasons.size() + " providers answered");
    reasons.forEach(this::addSuppressed);
  }
}
