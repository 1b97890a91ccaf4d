package io.athena.apm.e2e;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The counts are exact under JVM flags that change how code runs or how memory is collected. */
@Compatibility
class JvmFlagsIT {

  /** Understood by every JDK from 17 on. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseParallelGC",
          "-XX:+UseZGC",
          "-XX:+UseShenandoahGC",
          "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC",
          "-Xint",
          "-XX:TieredStopAtLevel=1",
          "-XX:-TieredCompilation",
          "-XX:ActiveProcessorCount=1",
          "-XX:+UseStringDeduplication",
          "-XX:-UseCompressedOops",
          "-XX:-UsePerfData",
          "-XX:-StackTraceInThrowable",
          "-XX:+DisableAttachMechanism",
          "-XX:+UnlockDiagnosticVMOptions -XX:+BytecodeVerificationLocal",
          "-Xshare:off",
          "-Xmx32m",
          "-Xss256k",
          "-ea -esa",
          "-Duser.language=tr -Duser.country=TR",
          "-Dfile.encoding=ISO-8859-1",
          "-Djava.net.preferIPv6Addresses=true");

  static Stream<Arguments> flags() {
    return Jdks.found().stream()
        .flatMap(jdk -> FLAGS.stream().map(flags -> Arguments.of(jdk, flags)));
  }

  @ParameterizedTest
  @MethodSource("flags")
  void countsAreExact(Jdk jdk, String flags) {
    var totals =
        Measured.run(
            jdk,
            0,
            jvm -> jvm.options(flags.split(" ")).classPath(Artifacts.classPath(), "com.acme.Main"));

    new Work(totals).wasDone(1);
  }
}
