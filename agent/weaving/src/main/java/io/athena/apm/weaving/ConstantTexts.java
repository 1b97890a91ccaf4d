package io.athena.apm.weaving;

import java.util.Arrays;
import java.util.List;

/**
 * Searches the constants of a class file for texts (JVM specification, section 4.4), in place and
 * without allocation.
 */
public final class ConstantTexts {

  private static final int FIRST = 10;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private ConstantTexts() {}

  /** Whether a constant equals one of these texts. */
  public static boolean haveAny(byte[] file, List<byte[]> texts) {
    return have(file, texts, true);
  }

  /** Whether a constant ends with this text. */
  public static boolean haveEnd(byte[] file, byte[] end) {
    return have(file, List.of(end), false);
  }

  private static boolean have(byte[] file, List<byte[]> texts, boolean whole) {
    int position = FIRST;
    for (int i = unsigned(file, 8); i > 1; i--) {
      int tag = file[position];
      int next = position + length(file, position);
      if (tag == UTF8 && endsWithAny(file, position + 3, next, texts, whole)) {
        return true;
      }
      position = next;
      i -= tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    return false;
  }

  private static boolean endsWithAny(
      byte[] file, int from, int to, List<byte[]> texts, boolean whole) {
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i);
      int start = to - text.length;
      if ((whole ? start == from : start >= from) && isAt(file, start, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] file, int from, byte[] text) {
    return file[from] == text[0]
        && Arrays.equals(file, from, from + text.length, text, 0, text.length);
  }

  /** The size of a constant in bytes, including its tag. */
  static int length(byte[] file, int position) {
    return switch (file[position]) {
      case UTF8 -> 3 + unsigned(file, position + 1);
      case LONG, DOUBLE -> 9;
      case 7, 8, 16, 19, 20 -> 3; // a class, a string, a method's type, a module, a package
      case 15 -> 4; // a method handle
      default -> 5;
    };
  }

  private static int unsigned(byte[] file, int position) {
    return (file[position] & 0xff) << 8 | (file[position + 1] & 0xff);
  }
}
