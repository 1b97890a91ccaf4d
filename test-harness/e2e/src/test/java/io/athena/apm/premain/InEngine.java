package io.athena.apm.premain;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a program whose classes call the engine of the finished jar through the engine's loader. */
public final class InEngine {

  private InEngine() {}

  /** The arguments: the agent's jar, the program's class path, its main class, its arguments. */
  public static void main(String[] arguments) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String path : arguments[1].split(File.pathSeparator, -1)) {
      classPath.add(new File(path).toURI().toURL());
    }
    ClassLoader engine = new EngineLoader(new File(arguments[0]), InEngine.class.getClassLoader());
    try (URLClassLoader program = new URLClassLoader(classPath.toArray(URL[]::new), engine)) {
      program
          .loadClass(arguments[2])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 3, arguments.length));
    }
  }
}
