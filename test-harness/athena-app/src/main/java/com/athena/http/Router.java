package com.athena.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Finds the route of a request and has it answered; whatever goes wrong becomes a status. */
final class Router {

  private static final int MAXIMUM_BODY_BYTES = 4 << 20;

  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  Response answer(String method, String path, String rawQuery, InputStream body)
      throws IOException {
    List<Route> samePath = routes.stream().filter(route -> route.path().equals(path)).toList();
    if (samePath.isEmpty()) {
      return Response.error(404, "nothing is at " + path);
    }
    for (Route route : samePath) {
      if (route.method().equals(method)) {
        return answer(route, rawQuery, body);
      }
    }
    return Response.error(405, path + " is not for " + method);
  }

  private static Response answer(Route route, String rawQuery, InputStream body)
      throws IOException {
    byte[] bytes = body.readNBytes(MAXIMUM_BODY_BYTES + 1);
    if (bytes.length > MAXIMUM_BODY_BYTES) {
      return Response.error(413, "a file may have at most " + MAXIMUM_BODY_BYTES + " bytes");
    }
    try {
      return route.handler().answer(Query.parse(rawQuery), bytes);
    } catch (RuntimeException e) {
      return Response.error(500, e.toString());
    }
  }
}
