package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingSources;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.jar.JarFile;

/** The engine's entry, called by name from the premain zone on the thread athena-apm. */
public final class Agent {

  private Agent() {}

  /**
   * Makes the engine ready.
   *
   * @param argument what follows {@code =} in {@code -javaagent:jar=}; may be null
   * @param jar the agent's jar
   * @param mainThread the thread that will run {@code main}; null where it runs already
   * @param gate the transformer that is installed
   * @param open opens the gate to a weaver
   * @return what the thread does from now on; null for nothing
   * @throws IOException where the jar can't be read again
   */
  public static Runnable boot(
      String argument,
      Instrumentation instrumentation,
      File jar,
      Thread mainThread,
      ClassFileTransformer gate,
      Consumer<ClassFileTransformer> open)
      throws IOException {
    SettingSources sources = SettingSources.of(argument, System.getProperties(), System.getenv());
    if (Containers.needBootstrap(sources.text("bootstrap"))) {
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
    }
    RuntimeZone.load(Agent.class.getClassLoader());
    return new Boot(sources, instrumentation, mainThread, gate, open).run();
  }
}
