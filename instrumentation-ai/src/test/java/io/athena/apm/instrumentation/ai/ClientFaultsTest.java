package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.instrumentation.ai.ClientForm.Retries;
import io.athena.apm.instrumentation.ai.ClientForm.Target;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.kit.agent.Measured;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong with each client: the agent's totals equal the server's own books and what the
 * application got.
 */
class ClientFaultsTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  /** What the server does. */
  enum Fault {
    BAD_REQUEST,
    UNAUTHORIZED,
    TOO_MANY_REQUESTS,
    SERVER_ERROR,
    NO_ANSWER,
    NO_USAGE,
    SERVER_ERROR_ONCE,
    TOO_MANY_REQUESTS_ONCE,
    LOST_CONNECTION,
    EMPTY_STREAM;

    /** Whether the application gets an exception; ollama4j needs a last piece of a stream. */
    boolean isError(ClientForm form) {
      return switch (this) {
        case NO_USAGE, SERVER_ERROR_ONCE, TOO_MANY_REQUESTS_ONCE -> false;
        case EMPTY_STREAM -> form.name().startsWith("ollama4j");
        default -> true;
      };
    }

    boolean isRetried() {
      return this == SERVER_ERROR_ONCE || this == TOO_MANY_REQUESTS_ONCE;
    }

    boolean isPossible(ClientForm form) {
      return switch (this) {
        case SERVER_ERROR_ONCE, TOO_MANY_REQUESTS_ONCE -> form.retries() != Retries.NONE;
        case LOST_CONNECTION, EMPTY_STREAM -> form.streams();
        default -> true;
      };
    }

    private void script(ModelStub stub, ClientForm form) {
      WireFormat wire = form.wire();
      var unused =
          switch (this) {
            case BAD_REQUEST -> stub.fails(400);
            case UNAUTHORIZED -> stub.fails(401);
            case TOO_MANY_REQUESTS -> stub.fails(429, "retry-after", "1");
            case SERVER_ERROR -> stub.fails(500);
            case NO_ANSWER -> stub.neverAnswers();
            case NO_USAGE -> wire.answer(stub, form.streams(), false);
            case SERVER_ERROR_ONCE -> wire.answer(stub.fails(500), form.streams(), true);
            case TOO_MANY_REQUESTS_ONCE ->
                wire.answer(stub.fails(429, "retry-after", "1"), form.streams(), true);
            case LOST_CONNECTION -> wire.breakStream(stub);
            case EMPTY_STREAM -> wire.emptyStream(stub);
          };
    }
  }

  static Stream<Arguments> faults() {
    return ClientForm.all().stream()
        .flatMap(
            form ->
                Stream.of(Fault.values())
                    .filter(fault -> fault.isPossible(form))
                    .map(fault -> Arguments.of(form, fault)));
  }

  /** What was sent and what came back: by the server's books, or by the agent's metrics. */
  private record Totals(
      long requests, long retries, long errors, long input, long output, long unknown) {}

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void agentsTotals_equalTheServersBooks(ClientForm form, Fault fault) {
    fault.script(stub, form);
    int retries = fault.isRetried() ? 1 : 0;
    Duration patience = fault == Fault.NO_ANSWER ? SHORT : LONG;

    boolean failed = send(form, new Target(stub.baseUrl(), "model-a", retries, patience));

    assertThat(failed).isEqualTo(fault.isError(form));
    awaitArrival();
    awaitAnalysis(failed);
    assertThat(agentsTotals(form)).isEqualTo(serversBooks(form, failed));
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.error")).isEqualTo(failed ? 1 : 0);
    assertThat(AGENT.measured().gauge("ai.active")).isZero();
  }

  private static Totals agentsTotals(ClientForm form) {
    Measured measured = AGENT.measured();
    long calls = measured.counter("ai.call.total");
    long retries = measured.counter("ai.retry");
    return new Totals(
        form.retries() == Retries.AS_CALLS ? calls : calls + retries,
        retries,
        measured.counter("ai.call.error"),
        measured.counter("ai.tokens", "kind", "input"),
        measured.counter("ai.tokens", "kind", "output"),
        measured.counter("ai.tokens.unknown"));
  }

  /** An error that the library hides by a retry is none of the call. */
  private Totals serversBooks(ClientForm form, boolean failed) {
    long requests = stub.requests().size();
    long hidden = form.retries() == Retries.AS_CALLS ? requests - 1 : 0;
    return new Totals(
        requests,
        requests - 1,
        (failed ? 1 : 0) + hidden,
        stub.reportedInput(),
        stub.reportedOutput(),
        !failed && stub.reportedInput() == 0 ? 1 : 0);
  }

  /** Whether the application gets an exception. */
  private static boolean send(ClientForm form, Target target) {
    try {
      form.sender().send(target);
      return false;
    } catch (Exception refused) {
      return true;
    }
  }

  /** A client's time may be over before the server has read the request. */
  private void awaitArrival() {
    while (stub.requests().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** A client may end a call on a thread of its own after the application has got the answer. */
  private static void awaitAnalysis(boolean failed) {
    while (!AGENT.measured().has(failed ? "ai.analysis.error" : "ai.analysis.total")) {
      Thread.onSpinWait();
    }
  }
}
