package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Tags;
import org.junit.jupiter.api.Test;

class ConstantTagsTest {

  private final GivenSettings given = new GivenSettings();

  @Test
  void nothingGiven_isNoTag() {
    assertThat(tags()).isEqualTo(Tags.NONE);
  }

  @Test
  void serviceEnvironmentAndVersion_areTags() {
    given.argument("service=athena,env=prod,version=1.10");

    assertThat(tags()).hasToString("env:prod,service:athena,version:1.10");
  }

  @Test
  void tags_areSeparatedByCommasOrBlanks() {
    given.environment("DD_TAGS", "team:search region:eu,  zone:b");

    assertThat(tags()).hasToString("region:eu,team:search,zone:b");
  }

  @Test
  void value_mayHaveColons() {
    given.property("athena.apm.tags", "url:http://x:1");

    assertThat(tags()).isEqualTo(Tags.of("url", "http://x:1"));
  }

  @Test
  void tagWithoutKeyOrValue_isLeftOut() {
    given.property("athena.apm.tags", "alone,team=x,:value,key:,,good:1");

    assertThat(tags()).isEqualTo(Tags.of("good", "1"));
    assertThat(given.problems())
        .containsOnly("tags: ignored, not key:value: \"alone\", \"team=x\", \":value\", \"key:\"");
  }

  /** Datadog accepts a word without a value as a tag; other servers do not. */
  @Test
  void wordInDatadogsVariable_isLeftOut_whichIsSaid() {
    given.environment("DD_TAGS", "canary team:search");

    assertThat(tags()).isEqualTo(Tags.of("team", "search"));
    assertThat(given.problems()).containsOnly("tags: ignored, not key:value: \"canary\"");
  }

  @Test
  void serviceOfItsOwnSetting_winsOverTheTag() {
    given.argument("tags=service:tagged,env:tagged,service=set");

    assertThat(tags()).hasToString("env:tagged,service:set");
  }

  private Tags tags() {
    return given.read().constantTags();
  }
}
