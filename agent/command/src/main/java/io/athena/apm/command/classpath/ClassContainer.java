package io.athena.apm.command.classpath;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** A directory or jar of a class path. */
interface ClassContainer extends Closeable {

  /** The paths of its class files: {@code com/acme/Scanner.class}. */
  Set<String> files();

  /** Reads one of {@link #files}. */
  byte[] read(String file) throws IOException;
}
