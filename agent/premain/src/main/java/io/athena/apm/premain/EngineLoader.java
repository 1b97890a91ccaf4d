package io.athena.apm.premain;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Loads the engine from the {@link EngineArchive} in the agent's jar. The application does not see
 * these classes.
 *
 * <pre>
 *   bootstrap ── platform ── system: application, premain, runtime zone
 *                   │                                        ▲
 *                   └─────── engine (this) ──────────────────┘  io.athena.apm.runtime.* only
 * </pre>
 *
 * <p>The parent is the platform loader, so no class of the application replaces one of ours; only
 * the runtime zone, which woven code shares with the engine, comes from the system loader.
 */
final class EngineLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String RUNTIME_ZONE = "io.athena.apm.runtime.";

  private final EngineArchive archive;
  private final ProtectionDomain domain;
  private final ClassLoader runtimeZone;

  /**
   * The runtime zone's classes, once found. Asking the application's loader again might wait for a
   * lock whose owner waits for the engine: an application's own loader is not always parallel
   * capable.
   */
  private final ConcurrentMap<String, Class<?>> shared = new ConcurrentHashMap<>();

  EngineLoader(File jar, ClassLoader runtimeZone) throws IOException {
    super(platformLoader(runtimeZone));
    this.archive = new EngineArchive(jar);
    this.domain =
        new ProtectionDomain(
            new CodeSource(jar.toURI().toURL(), (Certificate[]) null), null, this, null);
    this.runtimeZone = runtimeZone;
  }

  /** The loader below the bootstrap loader; {@code getPlatformClassLoader} is not in Java 8. */
  static ClassLoader platformLoader(ClassLoader start) {
    ClassLoader loader = start;
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  /**
   * Creates an object of the engine by the name of its class: the two sides share only classes of
   * the JDK and of the runtime zone.
   */
  <T> T create(String name, Class<T> type) throws ReflectiveOperationException {
    return Class.forName(name, true, this).asSubclass(type).getDeclaredConstructor().newInstance();
  }

  /** Reads a text file of the archive. */
  String text(String name) throws IOException {
    ByteBuffer bytes = archive.file(name);
    if (bytes == null) {
      throw new IOException("not a whole agent: no " + name);
    }
    return new String(
        bytes.array(),
        bytes.arrayOffset() + bytes.position(),
        bytes.remaining(),
        StandardCharsets.ISO_8859_1);
  }

  /** Releases the memory that only the start needs. */
  void started() {
    archive.started();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(RUNTIME_ZONE)) {
      return shared(name);
    }
    String file = name.replace('.', '/') + ".class";
    if (!archive.contains(file)) {
      return super.loadClass(name, resolve);
    }
    // No parent has the engine's classes: asking them first would only cost time.
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name, file) : loaded;
    }
  }

  private Class<?> shared(String name) throws ClassNotFoundException {
    Class<?> found = shared.get(name);
    if (found == null) {
      found = runtimeZone.loadClass(name);
      shared.put(name, found);
    }
    return found;
  }

  /** The transformer of another agent may ask for the class while it is being defined. */
  private Class<?> define(String name, String file) throws ClassNotFoundException {
    try {
      return defineClass(name, archive.file(file), domain);
    } catch (LinkageError problem) {
      Class<?> defined = findLoadedClass(name);
      if (defined == null) {
        throw problem;
      }
      return defined;
    } catch (IOException problem) {
      throw new ClassNotFoundException(name, problem);
    }
  }

  /**
   * Looks in the archive before the parents, as for classes, so that no parent replaces a file of
   * the archive.
   */
  @Override
  public URL getResource(String name) {
    URL file = findResource(name);
    return file == null ? super.getResource(name) : file;
  }

  /**
   * Opens the resource that {@link #getResource} finds. Used by the weaver, which reads the class
   * files of advice without loading them.
   */
  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      InputStream file = archive.stream(name);
      return file == null ? super.getResourceAsStream(name) : file;
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** For tinylog, which finds its policies by a service file. */
  @Override
  protected URL findResource(String name) {
    return archive.contains(name) ? EngineFile.url(archive, name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL file = findResource(name);
    return Collections.enumeration(
        file == null ? Collections.<URL>emptyList() : Collections.singletonList(file));
  }
}
