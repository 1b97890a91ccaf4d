package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class StableNameTest {

  @Test
  void classWithAName_hasThat() {
    assertThat(StableName.of(StableNameTest.class)).isEqualTo("StableNameTest");
    assertThat(StableName.of(Map.Entry.class)).isEqualTo("Entry");
  }

  @Test
  void lambda_hasTheNameOfTheClassThatItIsWrittenIn() {
    Callable<String> lambda = () -> "called";

    assertThat(StableName.of(lambda.getClass())).isEqualTo("StableNameTest");
  }

  @Test
  void hiddenClass_hasTheNameThatItWasWrittenWith() throws Exception {
    byte[] file;
    try (var in = Reading.class.getResourceAsStream("Reading.class")) {
      file = in.readAllBytes();
    }
    Class<?> hidden = MethodHandles.lookup().defineHiddenClass(file, false).lookupClass();

    assertThat(hidden.getSimpleName()).isNotEqualTo("Reading");
    assertThat(StableName.of(hidden)).isEqualTo("Reading");
  }

  @Test
  void proxyAndAnonymousClass_haveTheNameOfTheirSuperType() {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Callable.class}, (self, method, a) -> "");
    Callable<String> anonymous =
        new Callable<>() {
          @Override
          public String call() {
            return "called";
          }
        };

    assertThat(StableName.of(proxy.getClass())).isEqualTo("Callable");
    assertThat(StableName.of(anonymous.getClass())).isEqualTo("Callable");
  }
}
