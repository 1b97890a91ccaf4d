package com.athena.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a client is answered: a status, and a body that becomes JSON. */
record Response(int status, Object body) {

  static Response ok(Object body) {
    return new Response(200, body);
  }

  static Response error(int status, String message) {
    return new Response(status, JsonNodeFactory.instance.objectNode().put("error", message));
  }
}
