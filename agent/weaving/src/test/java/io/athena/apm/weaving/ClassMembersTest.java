package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of class files, compared with what ASM reads from the same files. */
class ClassMembersTest {

  @ParameterizedTest
  @ValueSource(strings = {"java/lang", "java/util", "java/util/concurrent", "java/net"})
  void everyMemberOfTheJdk_isFound(String directory) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    try (Stream<Path> files = Files.list(modules.resolve(directory))) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(classes).hasSizeGreaterThan(50);
      for (Path file : classes) {
        assertReads(Files.readAllBytes(file));
      }
    }
  }

  @Test
  void memberThatIsNotThere_isNotFound() {
    ClassMembers members = ClassMembers.of(ClassFiles.of(ClassMembersTest.class));

    assertThat(members.declares("assertReads", "([B)V")).isTrue();
    assertThat(members.declares("assertReads", null)).isTrue();
    assertThat(members.declares("assertReads", "([B)I")).isFalse();
    assertThat(members.declares("assertRead", null)).isFalse();
    assertThat(members.declares("SourceFile", null)).as("a constant only").isFalse();
  }

  @Test
  void nameBeyondAscii_isFound() {
    byte[] file =
        new ByteBuddy()
            .subclass(Object.class)
            .defineField("gr\u00f6\u00dfe\u20ac", long.class)
            .make()
            .getBytes();

    assertThat(ClassMembers.of(file).declares("gr\u00f6\u00dfe\u20ac", "J")).isTrue();
    assertThat(ClassMembers.of(file).declares("groesse", "J")).isFalse();
  }

  private static void assertReads(byte[] file) {
    Expected expected = new Expected();
    OpenedClassReader.of(file).accept(expected, ClassReader.SKIP_CODE);

    ClassMembers members = ClassMembers.of(file);

    assertThat(members.parents()).isEqualTo(expected.parents);
    for (String[] member : expected.members) {
      assertThat(members.declares(member[0], member[1])).as(String.join(" ", member)).isTrue();
      assertThat(members.declares(member[0], member[1] + "x")).isFalse();
    }
  }

  private static final class Expected extends ClassVisitor {

    private final List<String> parents = new ArrayList<>();
    private final List<String[]> members = new ArrayList<>();

    Expected() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      if (parent != null) {
        parents.add(parent);
      }
      parents.addAll(List.of(faces));
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      members.add(new String[] {name, descriptor});
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      members.add(new String[] {name, descriptor});
      return null;
    }
  }
}
