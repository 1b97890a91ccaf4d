package com.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AthenaApplicationTest {

  private static final String READY = "athena-app listening on http://127.0.0.1:";
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path directory;

  @Test
  void terminatedProgram_finishesTheRunningAnalysisAndSaysNothing() throws Exception {
    try (var program = start("-Dathena.port=0", "-Dathena.stub.latency=300")) {
      var client = new ServiceClient(port(program.nextLine()));
      var answer = client.analyzeSampleLater("menu.js");
      waitForCallToModel(client);
      program.terminate();

      assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(program.exitStatus()).isEqualTo(TERMINATED);
      assertThat(program.nextLine()).isNull();
      assertThat(program.standardError()).isEmpty();
    }
  }

  @Test
  void takenPort_isOneLineAndExitStatusOne() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        var program = start("-Dathena.port=" + taken.getLocalPort())) {
      assertThat(program.exitStatus()).isOne();
      assertThat(program.standardError().lines())
          .singleElement()
          .asString()
          .startsWith("athena-app: cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void badSetting_isOneLineAndExitStatusOne() throws Exception {
    try (var program = start("-Dathena.port=http")) {
      assertThat(program.exitStatus()).isOne();
      assertThat(program.standardError().lines())
          .containsExactly(
              "athena-app: athena.port must be a number from 0 to 65535, not \"http\"");
    }
  }

  @Test
  void help_namesEverySetting() throws Exception {
    try (var program = RunningProgram.start(directory, List.of(), "--help")) {
      assertThat(program.exitStatus()).isZero();
      assertThat(program.nextLine()).startsWith("Usage: ");
      assertThat(program.standardError()).isEmpty();
    }
  }

  private RunningProgram start(String... options) throws IOException {
    return RunningProgram.start(directory, List.of(options));
  }

  private static int port(String line) {
    assertThat(line)
        .startsWith(READY)
        .endsWith(" (models: athena-large, athena-medium, athena-small)");
    return Integer.parseInt(line.substring(READY.length(), line.indexOf(' ', READY.length())));
  }

  private static void waitForCallToModel(ServiceClient client) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (client.get("/statistics").get("aiCalls").isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }
}
