package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagsTest {

  @Test
  void tags_areSortedByKey() {
    Tags tags = Tags.of("model", "gpt", "cache", "a", "library", "caffeine");

    assertThat(tags.toMap()).hasToString("{cache=a, library=caffeine, model=gpt}");
  }

  @Test
  void text_isKeysAndValues() {
    assertThat(Tags.of("library", "caffeine", "cache", "sessions"))
        .hasToString("cache:sessions,library:caffeine");
    assertThat(Tags.NONE).hasToString("");
  }

  @Test
  void order_doesNotMatterForEquality() {
    Tags one = Tags.of("a", "1", "b", "2");
    Tags other = Tags.of("b", "2", "a", "1");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(Tags.of(Map.of("a", "1", "b", "2"))).isEqualTo(one);
    assertThat(Tags.of(List.of("b", "a"), new String[] {"2", "1"})).isEqualTo(one);
  }

  @Test
  void otherValueOrKey_isNotEqual() {
    Tags tags = Tags.of("a", "1");

    assertThat(tags)
        .isNotEqualTo(Tags.of("a", "2"))
        .isNotEqualTo(Tags.of("b", "1"))
        .isNotEqualTo(Tags.of("a", "1", "b", "2"))
        .isNotEqualTo(Tags.NONE);
  }

  @Test
  void laterPairOfAKey_wins() {
    assertThat(Tags.of("a", "1", "a", "2")).isEqualTo(Tags.of("a", "2"));
  }

  @Test
  void keyWithoutValue_isRefused() {
    assertThatThrownBy(() -> Tags.of("a", "1", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key without a value: [a, 1, b]");
  }

  @Test
  void get_findsTheValueOfAKey() {
    Tags tags = Tags.of("a", "1", "b", "2");

    assertThat(tags.size()).isEqualTo(2);
    assertThat(tags.get("b")).isEqualTo("2");
    assertThat(tags.get("2")).as("a value is no key").isNull();
  }

  @Test
  void mapThatChangesLater_doesNotChangeTheTags() {
    Map<String, String> values = new HashMap<>(Map.of("a", "1"));
    Tags tags = Tags.of(values);
    values.put("a", "2");

    assertThat(tags).isEqualTo(Tags.of("a", "1"));
  }

  @Test
  void overflow_isOneTag() {
    assertThat(Tags.OVERFLOW).hasToString("overflow:true");
  }
}
