package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.metrics.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * What all data of this JVM has in common. From the weakest to the strongest: what the agent finds
 * out, {@code OTEL_RESOURCE_ATTRIBUTES}, the settings {@code tags}, {@code service}, {@code env}
 * and {@code version}.
 */
public final class OtlpResource {

  private static final String SCOPE = "io.athena.apm";
  private static final String VARIABLE = "OTEL_RESOURCE_ATTRIBUTES";

  private final Map<String, String> attributes;
  private final String agentVersion;

  private OtlpResource(Map<String, String> attributes, String agentVersion) {
    this.attributes = attributes;
    this.agentVersion = agentVersion;
  }

  /**
   * The resource of this JVM.
   *
   * @param constant the tags that every series carries
   * @param problems gets a sentence where the variable is invalid
   */
  public static OtlpResource of(
      Tags constant,
      Map<String, String> environment,
      String agentVersion,
      Consumer<String> problems) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("service.name", "unknown_service:java");
    attributes.put("service.instance.id", random());
    attributes.put("telemetry.distro.name", "athena-apm");
    attributes.put("telemetry.distro.version", agentVersion);
    String host = host();
    if (!host.isEmpty()) {
      attributes.put("host.name", host);
    }
    String given = environment.getOrDefault(VARIABLE, "");
    attributes.putAll(KeyValues.parse(VARIABLE, given, problems));
    for (int i = 0; i < constant.size(); i++) {
      attributes.put(key(constant.key(i)), constant.value(i));
    }
    return new OtlpResource(attributes, agentVersion);
  }

  private static String key(String tag) {
    return switch (tag) {
      case "service" -> "service.name";
      case "env" -> "deployment.environment.name";
      case "version" -> "service.version";
      default -> tag;
    };
  }

  /** Distinguishes the series of instances; a random UUID, without the JDK's secure numbers. */
  private static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  /** From the kernel, since a name server may hang; empty elsewhere. */
  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException elsewhere) {
      return "";
    }
  }

  /** The header {@code User-Agent} of requests. */
  String userAgent() {
    return "athena-apm/" + agentVersion;
  }

  /** Writes fields 1 of {@code ResourceMetrics} or {@code ResourceSpans}. */
  void writeTo(ProtobufMessage message) {
    int resource = message.begin(1);
    Attributes to = new Attributes(message, 1);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      to.add(attribute.getKey(), attribute.getValue());
    }
    message.end(resource);
  }

  /** Writes fields 1 of {@code ScopeMetrics} or {@code ScopeSpans}. */
  void writeScopeTo(ProtobufMessage message) {
    int scope = message.begin(1);
    message.text(1, SCOPE).text(2, agentVersion);
    message.end(scope);
  }
}
