package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationSitesTest {

  @ParameterizedTest
  @CsvSource({
    "quotes, quotes",
    "<init>, ''",
    "<clinit>, ''",
    "lambda$quotes$0, quotes",
    "lambda$new$0, ''",
    "lambda$static$12, ''",
    "lambda$null$1, ''",
    "lambda$quotes$3231c38a$1, quotes",
    "lambda$0, ''",
    "lambda$, ''",
    "lambda, lambda",
    "$, ''",
    "access$getQuotes, getQuotes",
    "quotes$lambda$0, quotes",
    "quotes$lambda-0, quotes",
    "_init_$lambda$0, ''",
    "$anonfun$quotes$1, quotes",
    "$anonfun$new$1, ''",
    "quotes$$anonfun$1, quotes",
  })
  void method_isThatOfTheSource(String compiled, String written) {
    assertThat(CreationSites.written(compiled)).isEqualTo(written);
  }
}
