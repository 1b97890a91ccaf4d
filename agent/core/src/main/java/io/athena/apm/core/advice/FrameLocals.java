package io.athena.apm.core.advice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The local variables of a stack map frame, in ASM's terms: one entry for each value, two slots or
 * one.
 */
final class FrameLocals {

  private FrameLocals() {}

  static Object of(Type type) {
    return switch (type.getSort()) {
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.ARRAY, Type.OBJECT -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }

  static int size(Object local) {
    return local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
  }

  static int size(int count, Object[] values) {
    int slots = 0;
    for (int i = 0; i < count; i++) {
      slots += size(values[i]);
    }
    return slots;
  }

  /** So many slots of which nothing is known. */
  static List<Object> unknown(int slots) {
    return Collections.nCopies(slots, Opcodes.TOP);
  }

  /**
   * The same locals with others between them.
   *
   * @param first how many slots come before
   * @throws Unweavable where one value lies on both sides
   */
  static Object[] insert(List<Object> inserted, int first, int count, Object[] locals) {
    List<Object> all = new ArrayList<>(count + inserted.size() + 2);
    int slots = 0;
    int next = 0;
    while (next < count && slots < first) {
      slots += size(locals[next]);
      all.add(locals[next++]);
    }
    if (slots > first) {
      throw new Unweavable("a local variable overlaps the arguments");
    }
    all.addAll(unknown(first - slots));
    all.addAll(inserted);
    while (next < count) {
      all.add(locals[next++]);
    }
    return all.toArray();
  }

  /** What comes behind so many slots. */
  static List<Object> behind(int slots, int count, Object[] locals) {
    List<Object> rest = new ArrayList<>();
    int skipped = 0;
    for (int i = 0; i < count; i++) {
      if (skipped >= slots) {
        rest.add(locals[i]);
      }
      skipped += size(locals[i]);
    }
    return rest;
  }
}
