package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;

/**
 * An adapter and the engine have different class loaders, so each reaches only public members of
 * the other.
 */
class AdaptersIT {

  private static final Path ENGINE = Path.of(System.getProperty("athena.engine.directory"));

  /** A member that an instruction refers to. */
  private record Member(String owner, String name) {

    boolean isOfAnAdapter() {
      return isAdapter(owner);
    }

    boolean isPublic() {
      try {
        Class<?> type = Class.forName(owner.replace('/', '.'), false, getClass().getClassLoader());
        return Modifier.isPublic(type.getModifiers())
            && (name.equals("<init>")
                ? type.getConstructors().length == type.getDeclaredConstructors().length
                : Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
                    .anyMatch(member -> member.getName().equals(name)));
      } catch (ClassNotFoundException missing) {
        throw new AssertionError(missing);
      }
    }
  }

  @Test
  void adapters_useOnlyPublicMembersOfTheEngine() throws IOException {
    assertThat(classes(true)).as("adapters").isNotEmpty();
    for (Path adapter : classes(true)) {
      assertThat(members(adapter))
          .as(adapter.toString())
          .filteredOn(member -> !member.isOfAnAdapter())
          .allMatch(Member::isPublic);
    }
  }

  @Test
  void adapters_canBeMade() throws IOException, ReflectiveOperationException {
    for (Path adapter : classes(true)) {
      String name = ENGINE.relativize(adapter).toString().replace(".class", "").replace('/', '.');
      if (!name.endsWith("Adapter")) {
        continue; // An adapter creates the objects of its nested classes.
      }
      Class<?> type = Class.forName(name, false, getClass().getClassLoader());
      assertThat(Modifier.isPublic(type.getModifiers())).as(name).isTrue();
      assertThat(Modifier.isPublic(type.getDeclaredConstructor().getModifiers())).as(name).isTrue();
    }
  }

  /** The engine asks for an adapter by its name. */
  @Test
  void engine_namesNoMemberOfAnAdapter() throws IOException {
    for (Path engine : classes(false)) {
      assertThat(members(engine)).as(engine.toString()).noneMatch(Member::isOfAnAdapter);
    }
  }

  private static boolean isAdapter(String type) {
    return type.endsWith("Adapter") || type.contains("Adapter$");
  }

  private static List<Path> classes(boolean adapters) throws IOException {
    try (Stream<Path> files = Files.walk(ENGINE.resolve("io/athena/apm"))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> isAdapter(file.toString().replace(".class", "")) == adapters)
          .toList();
    }
  }

  /** The members of other classes of the agent that a class refers to. */
  private static List<Member> members(Path classFile) throws IOException {
    List<Member> members = new ArrayList<>();
    ClassReader reader = OpenedClassReader.of(Files.readAllBytes(classFile));
    MethodVisitor collector =
        new MethodVisitor(OpenedClassReader.ASM_API) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(owner, name);
          }

          @Override
          public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            add(owner, name);
          }

          private void add(String owner, String name) {
            if (owner.startsWith("io/athena/apm/") && !owner.equals(reader.getClassName())) {
              members.add(new Member(owner, name));
            }
          }
        };
    reader.accept(
        new ClassVisitor(OpenedClassReader.ASM_API) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return collector;
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return members;
  }
}
