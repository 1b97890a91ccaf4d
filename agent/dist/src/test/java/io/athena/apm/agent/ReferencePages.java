package io.athena.apm.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.jvm.JvmMetrics;
import io.athena.apm.core.settings.Setting;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.exporters.otlp.OtlpNames;
import io.athena.apm.exporters.prometheus.PrometheusNames;
import io.athena.apm.instrumentation.ai.AiMetrics;
import io.athena.apm.instrumentation.api.ApiMetrics;
import io.athena.apm.instrumentation.cache.CacheMetrics;
import io.athena.apm.instrumentation.resilience.ResilienceMetrics;
import io.athena.apm.kit.ParentPom;
import io.athena.apm.metrics.Metric;
import io.athena.apm.rules.MetricRule;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.TagRule;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The pages of {@code docs} that are generated from the code. */
final class ReferencePages {

  private static final String GENERATED =
      "<!-- Generated from the code by ReferencePagesTest; `mvn -B -pl agent/dist -am test"
          + " -Dathena.docs.write=true -Dtest=ReferencePagesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false` writes it anew. -->\n\n";

  private ReferencePages() {}

  /** The pages by file name. */
  static Map<String, String> all() {
    return new TreeMap<>(
        Map.of("settings.md", settings(), "metrics.md", metrics(), "libraries.md", libraries()));
  }

  /** The description of each setting, by its key. */
  static Properties descriptions() {
    Properties descriptions = new Properties();
    try (InputStream file = ReferencePages.class.getResourceAsStream("settings.properties")) {
      descriptions.load(new InputStreamReader(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return descriptions;
  }

  private static String settings() {
    Properties descriptions = descriptions();
    StringBuilder page = new StringBuilder(GENERATED);
    page.append(
        """
        # Settings

        Each setting can be written in four ways. From the strongest to the weakest:

        | where | form |
        |---|---|
        | agent argument | `-javaagent:athena-apm-agent.jar=flush.interval=5s,provider=console,statsd` |
        | system property | `-Dathena.apm.flush.interval=5s` |
        | environment | `APM_FLUSH_INTERVAL=5s` |
        | file named by `config` | `flush.interval: 5s` |

        A list needs no quotes in an agent argument: a part without `=` belongs to the value
        before it. An invalid value or an unknown key gives one line on standard error that names
        the allowed values or the nearest key; the default is used, and the service starts.

        | setting | default | allowed | what it does |
        |---|---|---|---|
        """);
    for (Setting<?> setting : SettingTable.ALL) {
      row(
          page,
          "`" + setting.key() + "`<br>`" + setting.variable() + "`",
          setting.byDefault().isEmpty() ? "–" : "`" + setting.byDefault() + "`",
          setting.type().allowed(),
          descriptions.getProperty(setting.key()));
    }
    page.append("\n## Switches of single libraries\n\n");
    page.append("Each is `true` unless set to `false`.\n\n| setting | environment |\n|---|---|\n");
    for (String name : Instrumentations.names()) {
      Setting<Boolean> setting = SettingTable.instrumentation(name);
      row(page, "`" + setting.key() + "`", "`" + setting.variable() + "`");
    }
    return page.toString();
  }

  private static String metrics() {
    StringBuilder page = new StringBuilder(GENERATED);
    page.append(
        """
        # Metrics

        Durations are sent in milliseconds. Every series also has the constant tags `service`,
        `env`, `version` and those of `tags`, where they are set. A tag without a value is
        `none`. With `statsd.dialect=plain` the tags are part of the name: the metric's name, then
        the values of the constant tags and then of its own tags, each sorted by key, joined by
        dots. The other dialects have the name as it is here. Prometheus gets durations in seconds.
        It gets native histograms of schema 5 if it requests them, otherwise buckets at powers of
        two, for durations from 131 µs to 275 s. It gets no `cache.hit_rate`, because
        `rate(cache_hit_total[5m])` and `rate(cache_miss_total[5m])` give the rate over any time.

        In OTLP durations are in seconds, and the constant tags are attributes of the resource. The
        names are those of OpenTelemetry's conventions, where these exist (GenAI v0.1.0, in
        development, and JVM v1.44); `otlp.names=athena` keeps the names of the first column and the
        tags. With the conventions, `provider`, `model`, `operation` and `streaming` of
        AI metrics are `gen_ai.provider.name`, `gen_ai.request.model`, `gen_ai.operation.name` and
        `gen_ai.request.stream`, `error` is `error.type`, and a tag without a value is left out. The
        operation is unknown for the first piece of a stream and for tokens. Tokens include those that
        a provider reports separately: input includes tokens read from or written to a cache, output
        includes reasoning; their modality is `unknown`. Spans of calls have them, too. Memory,
        threads, classes and open files are sums that may decrease, as in the convention. Histograms
        are exponential of scale 5; pairs of buckets are merged until there are at most 160.

        """);
    section(page, "AI", AiMetrics.ALL);
    section(page, "Caches", CacheMetrics.ALL);
    section(page, "Circuit breakers", ResilienceMetrics.ALL);
    bundledRules(page);
    section(page, "Spans measured by hand", ApiMetrics.SPANS);
    section(page, "JVM", JvmMetrics.ALL);
    section(page, "The agent itself", AgentMetrics.ALL);
    return page.toString();
  }

  private static void section(StringBuilder page, String title, List<Metric> metrics) {
    page.append("## ").append(title).append("\n\n");
    page.append("| metric, in StatsD | in Prometheus | in OTLP | type | unit | tags |");
    page.append(" meaning |\n|---|---|---|---|---|---|---|\n");
    for (Metric metric : metrics) {
      row(
          page,
          "`" + metric.name() + "`",
          inPrometheus(metric),
          inOtlp(metric),
          metric.type().name().toLowerCase(Locale.ROOT),
          metric.unit().symbol(),
          String.join(", ", metric.tags()),
          metric.description());
    }
    page.append('\n');
  }

  private static String inPrometheus(Metric metric) {
    return metric.name().equals("cache.hit_rate")
        ? "–"
        : "`" + PrometheusNames.sample(metric).replace("_span_", "<span>") + "`";
  }

  private static String inOtlp(Metric metric) {
    return OtlpNames.conventional(metric).stream()
        .map(name -> "`" + name + "`")
        .collect(joining("<br>"));
  }

  private static void bundledRules(StringBuilder page) {
    page.append(
        "## Athena's analyzers and scanners\n\nFrom the rules in the jar, in the same terms as any");
    page.append(
        " [rule](rules.md).\n\n| metric, in StatsD and OTLP | in Prometheus | type | unit |");
    page.append(" tags | value |\n|---|---|---|---|---|---|\n");
    for (Rule rule : BundledRules.read().rules()) {
      if (rule.span() != null) {
        spanRows(page, rule);
      }
      for (MetricRule metric : rule.metrics()) {
        ruleRow(
            page,
            metric(metric),
            keys(metric.tags()),
            (metric.each() == null ? "" : "for each of `" + metric.each() + "`: ")
                + (metric.value() == null ? "1" : "`" + metric.value() + "`"));
      }
    }
    page.append('\n');
  }

  private static Metric metric(MetricRule rule) {
    return switch (rule.type()) {
      case COUNTER -> Metric.counter(rule.name(), List.of(), "");
      case HISTOGRAM -> Metric.histogram(rule.name(), rule.unit(), List.of(), "");
      case GAUGE -> Metric.gauge(rule.name(), rule.unit(), List.of(), "");
    };
  }

  private static void ruleRow(StringBuilder page, Metric metric, String tags, String value) {
    row(
        page,
        "`" + metric.name() + "`",
        inPrometheus(metric),
        metric.type().name().toLowerCase(Locale.ROOT),
        metric.unit().symbol(),
        tags,
        value);
  }

  private static void spanRows(StringBuilder page, Rule rule) {
    String tags = keys(rule.tags());
    String span = rule.span();
    List<String> none = List.of();
    ruleRow(page, Metric.duration(span + ".duration", none, ""), tags + ", error", "its time");
    ruleRow(page, Metric.counter(span + ".total", none, ""), tags, "1");
    String where = "1 where it threw";
    ruleRow(page, Metric.counter(span + ".error", none, ""), tags + ", error", where);
  }

  private static String keys(List<TagRule> tags) {
    return tags.stream().map(TagRule::key).collect(joining(", "));
  }

  private static String libraries() {
    StringBuilder page = new StringBuilder(GENERATED);
    page.append(
        """
        # Libraries

        The agent measures these without configuration.

        | name | measurements |
        |---|---|
        """);
    for (LibraryInstrumentation instrumentation : Instrumentations.all()) {
      row(page, "`" + instrumentation.name() + "`", instrumentation.description());
    }
    for (Rule rule : BundledRules.read().rules()) {
      row(page, "`" + BundledRules.NAME + "`", measures(rule) + " of " + types(rule));
    }
    row(
        page,
        "`" + TaskPropagation.NAME + "`",
        "The JDK's executors, fork-join pools, `CompletableFuture` and virtual threads: calls and"
            + " spans on their threads belong to the analysis and the span that handed the work"
            + " over; the completion of a plain `Future` that a rule's method returned is"
            + " reported");
    page.append(
        """

        These names of `athena-rules` are general: other software uses them, too. Classes with these
        names are measured only in packages with a segment `athena` and in those of the setting
        `application.packages`, by default the package of the main class and below. The first class
        with such a name in another package gives one line in the log.

        """);
    page.append(generalNames()).append('\n');
    appendHeaders(page);
    appendVersions(page);
    return page.toString();
  }

  private static void appendHeaders(StringBuilder page) {
    page.append(
        """

        ## Trace headers

        With `propagate=true` the requests of these clients carry the header `traceparent` (W3C Trace
        Context), with the ids of the call's trace and span: %s.

        All attempts of a call have the same header, and Bedrock's signature covers it. Requests for
        credentials that a client makes within a call by Azure's pipeline or the AWS SDK
        have it, too. A header that the application or another tracer has set before is kept, and
        the agent's trace takes its trace and parent ids. A header that another tracer sets later,
        below the client, replaces the agent's, and the agent does not see it.

        These have no header, because it can't be added safely: LangChain4j before 1.0,
        google-genai that sends by Apache HttpClient (1.6 does, 1.10 does not), `embed` of
        ollama4j and in its 1.0 `generate` with a format, headers of the client options of
        azure-ai-openai (they replace the agent's), and an application's own models of LangChain4j
        and Spring AI that send by other clients.
        """
            .formatted(
                Instrumentations.all().stream()
                    .filter(instrumentation -> !instrumentation.headerHooks().isEmpty())
                    .map(instrumentation -> "`" + instrumentation.name() + "`")
                    .collect(joining(", "))));
  }

  private static void appendVersions(StringBuilder page) {
    page.append(
        """

        ## Tested versions

        The tests run against the real libraries and compare with their own numbers: the newest
        version in every build, the earlier ones by `mvn -B verify -Pcompatibility`. The last run
        of all of them was on %s.

        | library | newest | earlier |
        |---|---|---|
        """
            .formatted(LibraryVersion.lastFullRun()));
    LibraryVersion.all().stream()
        .collect(
            groupingBy(
                LibraryVersion::library,
                LinkedHashMap::new,
                mapping(LibraryVersion::version, joining(", "))))
        .forEach((library, earlier) -> row(page, library, ParentPom.version(library), earlier));
  }

  private static String generalNames() {
    return BundledRules.read().rules().stream()
        .flatMap(rule -> rule.methods().stream())
        .map(method -> method.type().simpleName())
        .filter(name -> !BundledRules.OWN.contains(name))
        .distinct()
        .map(name -> "`" + name + "`")
        .collect(joining(", "));
  }

  private static String measures(Rule rule) {
    return rule.role() != null
        ? "`as: " + rule.role() + "`"
        : rule.recorded().stream().map(name -> "`" + name + "`").collect(joining(", "));
  }

  private static String types(Rule rule) {
    return rule.methods().stream()
        .map(method -> "`" + method.type() + "`")
        .distinct()
        .collect(joining(", "));
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
