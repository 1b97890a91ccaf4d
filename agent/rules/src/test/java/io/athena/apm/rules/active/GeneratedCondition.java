package io.athena.apm.rules.active;

import java.util.List;
import java.util.Random;

/**
 * A condition of a generated metric.
 *
 * @param literal the text to compare with; null where the value is a boolean
 */
record GeneratedCondition(String key, ReadValue value, String literal) {

  private static final List<String> LITERALS =
      List.of("kind0", "kind1", "land0", "DAYS", "true", "1", "text2", "any");

  /** A condition on one of the values. */
  static GeneratedCondition of(String key, List<ReadValue> values, Random random) {
    ReadValue value = values.get(random.nextInt(values.size()));
    boolean alone = value.kind() == ReadValue.Kind.FLAG && random.nextInt(4) > 0;
    String literal = alone ? null : LITERALS.get(random.nextInt(LITERALS.size()));
    return new GeneratedCondition(key, value, literal);
  }

  String written() {
    return key + ": \"" + value.path() + (literal == null ? "" : " == " + literal) + "\"";
  }

  /** Null meets no condition. */
  boolean isMet(GeneratedCall call, Object item) {
    boolean wanted = key.equals("when");
    if (literal == null) {
      Boolean flag = (Boolean) value.from().of(call, item);
      return flag != null && flag == wanted;
    }
    String text = value.text(call, item);
    return text != null && text.equals(literal) == wanted;
  }
}
