package io.athena.apm.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * The super types, fields and methods that a class file declares. Loads no class.
 *
 * <p>Reads the file's tables in place (JVM specification, chapter 4) and creates no strings but the
 * names of the super types: an SDK's request class has thousands of constants, and a visitor that
 * turns each into a string costs more than all the rest of weaving.
 */
public final class ClassMembers {

  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final byte[] file;
  private final int[] constants;
  private final List<String> parents = new ArrayList<>();

  /** Positions of the name index of each field and method; the descriptor's index follows it. */
  private int[] members = new int[64];

  private int size;
  private int fields;

  /** A field or a method, with its flags, its name and its descriptor. */
  public record Member(int access, String name, String descriptor) {

    /** A method's parameter types: {@code java.util.Map$Entry}, {@code byte[]}. */
    public List<String> parameterTypes() {
      List<String> names = new ArrayList<>();
      for (Type parameter : Type.getArgumentTypes(descriptor)) {
        names.add(parameter.getClassName());
      }
      return names;
    }
  }

  private ClassMembers(byte[] file) {
    this.file = file;
    this.constants = new int[unsigned(8)];
    int position = body();
    position = readParents(position + 4);
    position = readMembers(position);
    fields = size;
    readMembers(position);
  }

  /** Reads the class file of an internal name; null where the loader has no such file. */
  static ClassMembers read(ClassLoader loader, String type) {
    try (InputStream in = loader.getResourceAsStream(type + ".class")) {
      return in == null ? null : of(in.readAllBytes());
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** Reads a class file. */
  public static ClassMembers of(byte[] classFile) {
    return new ClassMembers(classFile);
  }

  /** Whether the class itself declares a member; the descriptor is null for any. */
  boolean declares(String name, String descriptor) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    byte[] type = descriptor == null ? null : descriptor.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < size; i++) {
      if (is(members[i], wanted) && (type == null || is(members[i] + 2, type))) {
        return true;
      }
    }
    return false;
  }

  /** All methods, including constructors. */
  public List<Member> methods() {
    return all(fields, size);
  }

  List<Member> methods(String name) {
    return named(name, fields, size);
  }

  /** The field with a name; null where the class declares none. */
  Member field(String name) {
    List<Member> found = named(name, 0, fields);
    return found.isEmpty() ? null : found.get(0);
  }

  List<Member> fields() {
    return all(0, fields);
  }

  private List<Member> all(int from, int to) {
    List<Member> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(member(i));
    }
    return all;
  }

  private List<Member> named(String name, int from, int to) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    List<Member> found = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (is(members[i], wanted)) {
        found.add(member(i));
      }
    }
    return found;
  }

  private Member member(int i) {
    return new Member(unsigned(members[i] - 2), text(members[i]), text(members[i] + 2));
  }

  private String text(int index) {
    int constant = constants[unsigned(index)];
    return new String(file, constant + 3, unsigned(constant + 1), StandardCharsets.UTF_8);
  }

  /** Internal names of the super class and of the interfaces. */
  public List<String> parents() {
    return parents;
  }

  /** Stores the position of each constant; returns the position after them. */
  private int body() {
    int position = 10;
    for (int i = 1; i < constants.length; i++) {
      constants[i] = position;
      int tag = file[position];
      position += ConstantTexts.length(file, position);
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    return position;
  }

  private int readParents(int position) {
    int interfaces = unsigned(position + 2);
    for (int i = 0; i <= interfaces; i++) {
      int index = unsigned(i == 0 ? position : position + 2 + 2 * i);
      if (index != 0) {
        parents.add(text(constants[index] + 1));
      }
    }
    return position + 4 + 2 * interfaces;
  }

  private int readMembers(int start) {
    int count = unsigned(start);
    int position = start + 2;
    for (int i = 0; i < count; i++) {
      if (size == members.length) {
        members = Arrays.copyOf(members, 2 * size);
      }
      members[size++] = position + 2;
      int attributes = unsigned(position + 6);
      position += 8;
      for (int a = 0; a < attributes; a++) {
        position += 6 + (unsigned(position + 2) << 16) + unsigned(position + 4);
      }
    }
    return position;
  }

  private boolean is(int index, byte[] text) {
    int constant = constants[unsigned(index)];
    int length = unsigned(constant + 1);
    return length == text.length
        && Arrays.equals(file, constant + 3, constant + 3 + length, text, 0, length);
  }

  private int unsigned(int position) {
    return (file[position] & 0xff) << 8 | (file[position + 1] & 0xff);
  }
}
