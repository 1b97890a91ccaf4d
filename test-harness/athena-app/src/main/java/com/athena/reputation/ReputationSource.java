package com.athena.reputation;

import com.athena.model.Reputation;

/** Somebody who may know a file. */
@FunctionalInterface
public interface ReputationSource {

  /** What is known about the file with this hash; never fails, {@code UNAVAILABLE} instead. */
  Reputation lookup(String sha256);

  /** Nobody to ask. */
  static ReputationSource off() {
    return sha256 -> Reputation.UNAVAILABLE;
  }
}
