package io.athena.apm.command.classpath;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** One entry of a class path. */
interface ClassContainer extends Closeable {

  /** The class files in it: {@code com/acme/Scanner.class}. */
  Set<String> files();

  /** One of them. */
  byte[] read(String file) throws IOException;
}
