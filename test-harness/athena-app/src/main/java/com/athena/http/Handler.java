package com.athena.http;

import java.util.Map;

/** Answers the requests of a route. Several threads call it at the same time. */
@FunctionalInterface
interface Handler {

  /**
   * Answers one request.
   *
   * @param query the query's parameters, decoded; the last of equal names counts
   * @param body all bytes of the body, empty if there was none
   */
  Response answer(Map<String, String> query, byte[] body);
}
