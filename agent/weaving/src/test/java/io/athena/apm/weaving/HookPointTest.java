package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookPointTest {

  @Test
  void point_hasClassMethodAndParameters() {
    assertThat(HookPoint.parse("com.acme.Type$Inner#run(java.lang.Object, byte[])"))
        .isEqualTo(
            new HookPoint("com.acme.Type$Inner", "run", List.of("java.lang.Object", "byte[]")));
  }

  @Test
  void withoutParentheses_everyOverloadIsMeant() {
    assertThat(HookPoint.parse("com.acme.Type#<init>"))
        .isEqualTo(new HookPoint("com.acme.Type", "<init>", null));
  }

  @Test
  void emptyParentheses_areNoParameters() {
    assertThat(HookPoint.parse("Type#run()").parameters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop|parse", "absent|stop", "stop|absent"})
  void secondName_isForClassesWithoutTheFirst(String names) throws IOException {
    ClassMembers members = ClassMembers.of(ClassFiles.of(Both.class));

    assertThat(HookPoint.parse("Both#" + names).methodsOf(members))
        .isEqualTo(members.methods("stop"));
  }

  static final class Both {

    void stop() {}

    void parse() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.B#c", "a.B#c(int, long)", "a.B#c()"})
  void text_comesBack(String text) {
    assertThat(HookPoint.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com.acme.Type", "#run", "a.B#run(int", "a(int)#b"})
  void anythingElse_isRefusedWithItsText(String text) {
    assertThatThrownBy(() -> HookPoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
