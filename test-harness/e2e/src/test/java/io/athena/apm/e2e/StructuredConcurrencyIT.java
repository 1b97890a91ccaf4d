package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls in the subtasks of a scope, a preview API that has this form since JDK 25. */
class StructuredConcurrencyIT {

  private static final int ANALYSES = 5;
  private static final int CALLS = 8;

  private static final String PROGRAM =
      """
          package com.acme.structured;

          import com.openai.client.OpenAIClient;
          import com.openai.client.okhttp.OpenAIOkHttpClient;
          import com.openai.models.chat.completions.ChatCompletionCreateParams;
          import com.sun.net.httpserver.HttpServer;
          import java.net.InetAddress;
          import java.net.InetSocketAddress;
          import java.util.concurrent.StructuredTaskScope;

          public class Router {

            private final OpenAIClient client;

            Router(int port) {
              client =
                  OpenAIOkHttpClient.builder()
                      .baseUrl("http://127.0.0.1:" + port + "/v1")
                      .apiKey("unused")
                      .build();
            }

            public void complete(int calls) throws Exception {
              try (var scope = StructuredTaskScope.open()) {
                for (int i = 0; i < calls; i++) {
                  scope.fork(this::ask);
                }
                scope.join();
              }
            }

            private String ask() {
              var request =
                  ChatCompletionCreateParams.builder().model("model-a").addUserMessage("hi").build();
              return client.chat().completions().create(request).id();
            }

            public static void main(String... arguments) throws Exception {
              byte[] answer =
                  ("{\\"id\\": \\"1\\", \\"object\\": \\"chat.completion\\", \\"created\\": 1, \\"model\\": \\"m\\","
                          + " \\"choices\\": [], \\"usage\\": {\\"prompt_tokens\\": 11,"
                          + " \\"completion_tokens\\": 5, \\"total_tokens\\": 16}}")
                      .getBytes();
              var server =
                  HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
              server.createContext(
                  "/",
                  exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                  });
              server.start();
              var router = new Router(server.getAddress().getPort());
              for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                router.complete(Integer.parseInt(arguments[1]));
              }
              router.client.close();
              server.stop(0);
            }
          }
          """;

  @TempDir Path directory;

  private static List<Jdk> jdks() {
    return Jdks.from(25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void callsOfSubtasks_belongToTheAnalysisThatForksThem(Jdk jdk) throws Exception {
    jdk.require(25);
    compile(jdk);
    var rules =
        Files.writeString(
            directory.resolve("rules.yaml"),
            """
            rules:
              - method: "com.acme.structured.Router#complete"
                as: ai.analysis
            """);

    var totals =
        Measured.run(
            jdk,
            0,
            jvm ->
                jvm.options("--enable-preview")
                    .environment("APM_RULES", rules.toString())
                    .classPath(
                        directory + ":" + Artifacts.withEveryLibrary(),
                        "com.acme.structured.Router",
                        String.valueOf(ANALYSES),
                        String.valueOf(CALLS)));

    assertThat(totals.counter("ai.analysis.total")).isEqualTo(ANALYSES);
    assertThat(totals.counter("ai.call.total", "outcome", "success")).isEqualTo(ANALYSES * CALLS);
    assertThat(totals.counter("ai.tokens", "kind", "input")).isEqualTo(11 * ANALYSES * CALLS);
    assertThat(totals.has("athena.agent.error")).isFalse();
  }

  /** A preview must be compiled by the JDK that runs it. */
  private void compile(Jdk jdk) throws IOException {
    var source = Files.writeString(directory.resolve("Router.java"), PROGRAM);
    try (var javac =
        ForkedJvm.builder()
            .jdk(jdk)
            .tool(
                "javac",
                "--enable-preview",
                "--release",
                String.valueOf(jdk.feature()),
                "-cp",
                Artifacts.withEveryLibrary(),
                "-d",
                directory.toString(),
                source.toString())
            .start()) {
      assertThat(javac.awaitExit(Measured.LIMIT)).as(() -> javac.err().toString()).isZero();
    }
  }
}
