package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.weaving.Weaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Classes that a test writes, each in a package of its own, and has compiled all at once. */
final class GeneratedClasses {

  private final Path folder;
  private final List<String> files = new ArrayList<>();

  GeneratedClasses(Path folder) {
    this.folder = folder;
  }

  /** Writes one. */
  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    files.add(file.toString());
  }

  void compile() {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
    arguments.addAll(files);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  byte[] classFile(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
  }

  /** A new object of one of them, woven. */
  Object create(Weaver weaver, String name) throws Exception {
    return new Loader(weaver).loadClass(name).getDeclaredConstructor().newInstance();
  }

  private final class Loader extends ClassLoader {

    private final Weaver weaver;

    Loader(Weaver weaver) {
      super(GeneratedClasses.class.getClassLoader());
      this.weaver = weaver;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try {
        byte[] file = classFile(name);
        byte[] woven = weaver.weave(this, name, file);
        byte[] defined = woven == null ? file : woven;
        return defineClass(name, defined, 0, defined.length);
      } catch (IOException absent) {
        throw new ClassNotFoundException(name, absent);
      }
    }
  }
}
