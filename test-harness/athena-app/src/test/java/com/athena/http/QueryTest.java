package com.athena.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

  @Test
  void parameters_areDecoded() {
    assertThat(Query.parse("name=my+file%20%C3%A9.php&deep=1"))
        .isEqualTo(Map.of("name", "my file é.php", "deep", "1"));
  }

  @Test
  void missingQuery_hasNoParameters() {
    assertThat(Query.parse(null)).isEmpty();
  }

  @Test
  void parameterWithoutValue_isLeftOut() {
    assertThat(Query.parse("deep&=x&&name=")).isEqualTo(Map.of("name", ""));
  }
}
