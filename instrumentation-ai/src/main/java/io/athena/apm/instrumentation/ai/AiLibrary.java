package io.athena.apm.instrumentation.ai;

import io.athena.apm.weaving.LibraryInstrumentation;

/** Measures a client library. */
interface AiLibrary extends LibraryInstrumentation {

  /** The readers of the library's objects, by the class of its object that knows where to send. */
  ClassValue<AiClient> clients();
}
