package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;

/** The files that define OTLP, from the jar that is published with them. */
final class PublishedProtoFiles {

  private static final String COLLECTOR = "opentelemetry.proto.collector.";

  private static final Map<String, String> REQUESTS =
      Map.of(
          "/v1/metrics", "metrics.v1.ExportMetricsServiceRequest",
          "/v1/traces", "trace.v1.ExportTraceServiceRequest");

  private final Path directory;

  /** Copies them into a directory. */
  PublishedProtoFiles(Path directory) throws Exception {
    this.directory = directory;
    var jar = ExportMetricsServiceRequest.class.getProtectionDomain().getCodeSource();
    try (var zip = new ZipFile(Path.of(jar.getLocation().toURI()).toFile())) {
      for (var entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".proto")) {
          var file = directory.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
      }
    }
  }

  /** The text that protoc decodes from a request's body; it prints an unknown field as a number. */
  String decoded(String protoc, String path, byte[] body) throws IOException, InterruptedException {
    var request = REQUESTS.get(path);
    var service = request.substring(0, request.indexOf('.'));
    var input = Files.write(directory.resolve("body"), body);
    var process =
        new ProcessBuilder(
                protoc,
                "-I",
                directory.toString(),
                "--decode=" + COLLECTOR + request,
                "opentelemetry/proto/collector/%s/v1/%s_service.proto".formatted(service, service))
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
