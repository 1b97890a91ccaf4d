package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Methods of every shape that matters for inlining advice. Public and without state: called by
 * name.
 */
@SuppressWarnings({"unused", "finally", "Finally", "StatementSwitchToExpressionSwitch"})
public class Shapes {

  private final String name;

  public Shapes() {
    this("shape");
  }

  public Shapes(String name) {
    String own = name == null ? "none" : name;
    this.name = own;
  }

  public void nothing(String first, int second) {}

  public boolean truth(String first, int second) {
    return first.length() == second;
  }

  public byte octet(String first, int second) {
    return (byte) second;
  }

  public char letter(String first, int second) {
    return first.charAt(second % first.length());
  }

  public short little(String first, int second) {
    return (short) (second * 3);
  }

  public float real(String first, int second) {
    return second / 2f;
  }

  public long wide(String first, int second) {
    long sum = 0;
    for (int i = 0; i < second; i++) {
      sum += (long) i * first.length();
    }
    return sum;
  }

  public double wider(String first, int second) {
    double half = second;
    return half / first.length();
  }

  public String[] array(String first, int second) {
    return new String[] {first, String.valueOf(second)};
  }

  public String assigned(String first, int second) {
    first = first + second;
    second = first.length();
    return first + second;
  }

  public String caught(String first, int second) {
    try {
      return first.substring(second);
    } catch (StringIndexOutOfBoundsException shorter) {
      int missing = second - first.length();
      return "short of " + missing;
    } finally {
      List<Object> unused = new ArrayList<>();
      unused.add(first);
    }
  }

  public int returnedInTry(String first, int second) {
    for (String part : first.split("")) {
      try {
        if (second > 1) {
          return Integer.parseInt(part) + second;
        }
        second++;
      } catch (NumberFormatException letter) {
        second += 2;
      }
    }
    return second;
  }

  public int finallyWins(String first, int second) {
    try {
      throw new IllegalStateException(first);
    } finally {
      return second;
    }
  }

  public String switched(String first, int second) {
    switch (second) {
      case 0:
        return "none";
      case 1:
      case 2:
        first += first;
        break;
      case 1000:
        throw new IllegalArgumentException(first);
      default:
        while (true) {
          if (first.length() > 20) {
            return first;
          }
          first += second;
        }
    }
    return first;
  }

  public synchronized String locked(String first, int second) {
    synchronized (name) {
      synchronized (first) {
        return name + first.charAt(second);
      }
    }
  }

  public Object endless(String first, int second) {
    throw new UnsupportedOperationException(first + second);
  }

  public static long shared(String first, int second) {
    long product = second;
    double half = product / 2d;
    return (long) (half * first.length());
  }

  public Supplier<String> captured(String first, int second) {
    String both = first + second + name;
    return () -> both;
  }

  public int recursive(String first, int second) {
    return second <= 0 ? 0 : 1 + recursive(first, second - 1);
  }

  public String fromTheStart(String first, int second) {
    do {
      first += "x";
    } while (first.length() < second);
    return first;
  }
}
