package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.weaving.HookTable;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;

/** Reads the finished jar. */
class AgentJarIT {

  private static final File JAR = new File(System.getProperty("athena.agent.jar"));
  private static final Path ENGINE = Path.of(System.getProperty("athena.engine.directory"));
  private static final int JAVA_8 = 52;
  private static final List<String> INSTRUMENTATION =
      List.of("ai", "cache", "resilience", "api", "logging");
  private static final List<String> LIMITED =
      List.of("io/athena/apm/", "net/bytebuddy/", "org/snakeyaml/", "org/tinylog/", "picocli/");

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  @Test
  void root_showsTheTwoZonesAndNothingElse() throws IOException {
    assertThat(entries())
        .allMatch(
            name ->
                name.startsWith("io/athena/apm/premain/")
                    || name.startsWith("io/athena/apm/runtime/")
                    || name.equals("META-INF/MANIFEST.MF")
                    || name.equals("META-INF/LICENSE")
                    || name.equals(EngineArchive.ENTRY));
  }

  @Test
  void jar_isAtMost4500Kilobytes() {
    assertThat(JAR.length()).isLessThan(4_500_000);
  }

  @Test
  void premain_isJava8() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      for (String name : entries()) {
        if (name.startsWith("io/athena/apm/premain/") && name.endsWith(".class")) {
          byte[] file = jar.getInputStream(jar.getEntry(name)).readAllBytes();
          DataInputStream header = new DataInputStream(new ByteArrayInputStream(file));
          assertThat(header.readInt()).isEqualTo(0xCAFEBABE);
          assertThat(header.readUnsignedShort()).as("minor version").isZero();
          assertThat(header.readUnsignedShort()).as(name).isEqualTo(JAVA_8);
        }
      }
    }
  }

  @Test
  void manifest_namesTheEntriesAndMayRetransform() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      String entry = AgentPremain.class.getName();
      assertThat(manifest.getValue("Premain-Class")).isEqualTo(entry);
      assertThat(manifest.getValue("Agent-Class")).isEqualTo(entry);
      assertThat(manifest.getValue("Main-Class")).isEqualTo(entry);
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Boot-Class-Path")).isNull();
    }
  }

  @Test
  void entryPoints_areMarked_soThatTheJdkCallsThemWithoutMethodHandle() throws Exception {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toURI().toURL()}, platform)) {
      Class<?> premain = loader.loadClass(AgentPremain.class.getName());
      for (String entry : List.of("premain", "agentmain")) {
        assertThat(premain.getMethod(entry, String.class, Instrumentation.class).isVarArgs())
            .as(entry)
            .isTrue();
      }
    }
  }

  @Test
  void runtimeZone_staysSmall() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("io/athena/apm/runtime/"))
        .filteredOn(name -> !name.endsWith("package-info.class"))
        .hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void archive_givesEveryFileBack() throws IOException {
    EngineArchive archive = new EngineArchive(JAR);
    for (Path file : engineFiles()) {
      String name = ENGINE.relativize(file).toString().replace(File.separatorChar, '/');
      assertThat(archive.file(name)).as(name).isEqualTo(ByteBuffer.wrap(Files.readAllBytes(file)));
    }
    archive.started();
    assertThat(archive.contains("gate")).isTrue();
    assertThat(archive.file("no/such/File.class")).isNull();
    assertThat(archive.contains("no/such/File.class")).isFalse();
  }

  /** Another agent may ask for a resource by its URL and read a class file instead of the class. */
  @Test
  void resource_isTheArchives_thoughAParentHasItToo() throws IOException {
    String name = "io/athena/apm/agent/Boot.class";
    ClassLoader parent =
        new ClassLoader(null) {
          @Override
          protected URL findResource(String any) {
            return AgentJarIT.class.getResource("AgentJarIT.class");
          }
        };
    EngineLoader engine = new EngineLoader(JAR, parent);

    try (InputStream byUrl = engine.getResource(name).openStream();
        InputStream stream = engine.getResourceAsStream(name)) {
      byte[] file = stream.readAllBytes();
      assertThat(byUrl.readAllBytes()).isEqualTo(file);
      assertThat(ByteBuffer.wrap(file)).isEqualTo(new EngineArchive(JAR).file(name));
    }
  }

  @Test
  void archive_hasTheGatesNames() throws IOException {
    assertThat(names(Gate.NAMES))
        .contains("com/github/benmanes/caffeine/cache/Caffeine\n")
        .contains("**/AIServiceManager\n")
        .contains("!io/github/resilience4j/\n");
    assertThat(HookTable.class).as("where they come from").isNotNull();
  }

  /** A logging library is in nearly every application, and would wait for the engine. */
  @Test
  void gate_hasClassesOfLoggingLibrariesApart() throws IOException {
    assertThat(names(Gate.NAMES)).doesNotContain("logback", "log4j", "logmanager");
    assertThat(names(Gate.LOG_NAMES)).contains("ch/qos/logback/classic/spi/LoggingEvent\n");
  }

  private static String names(String file) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(new EngineArchive(JAR).file(file)).toString();
  }

  /** The table of modules in docs/architecture.md. */
  @Test
  void modules_dependOnEachOtherAsDrawn() throws IOException {
    Map<String, List<String>> allowed = allowed();
    for (Path file : engineFiles()) {
      String name = ENGINE.relativize(file).toString().replace(File.separatorChar, '/');
      for (Map.Entry<String, List<String>> module : allowed.entrySet()) {
        if (name.startsWith(module.getKey()) && name.endsWith(".class")) {
          assertThat(namedTypes(file))
              .as(name)
              .filteredOn(type -> LIMITED.stream().anyMatch(type::startsWith))
              .allMatch(type -> module.getValue().stream().anyMatch(type::startsWith));
        }
      }
    }
  }

  /** By a module's package: the packages of {@link #LIMITED} that its classes may refer to. */
  private static Map<String, List<String>> allowed() {
    List<String> metrics = List.of("io/athena/apm/metrics/", "io/athena/apm/spans/");
    List<String> core = with(metrics, "io/athena/apm/core/", "org/snakeyaml/", "org/tinylog/");
    List<String> weaving =
        with(core, "io/athena/apm/weaving/", "io/athena/apm/runtime/", "net/bytebuddy/");
    List<String> rules = with(weaving, "io/athena/apm/rules/");
    Map<String, List<String>> allowed = new HashMap<>();
    allowed.put("io/athena/apm/metrics/", metrics);
    allowed.put("io/athena/apm/spans/", metrics);
    allowed.put("io/athena/apm/core/", core);
    allowed.put("io/athena/apm/weaving/", weaving);
    allowed.put("io/athena/apm/rules/", rules);
    allowed.put("io/athena/apm/exporters/", with(core, "io/athena/apm/exporters/"));
    allowed.put("io/athena/apm/command/", with(rules, "io/athena/apm/command/", "picocli/"));
    for (String module : INSTRUMENTATION) {
      String own = "io/athena/apm/instrumentation/" + module + "/";
      allowed.put(own, with(rules, own));
    }
    return allowed;
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static List<Path> engineFiles() throws IOException {
    try (Stream<Path> files = Files.walk(ENGINE)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> namedTypes(Path classFile) throws IOException {
    List<String> types = new ArrayList<>();
    Remapper collector =
        new Remapper(OpenedClassReader.ASM_API) {
          @Override
          public String map(String type) {
            types.add(type);
            return type;
          }
        };
    ClassReader reader = OpenedClassReader.of(Files.readAllBytes(classFile));
    reader.accept(
        new ClassRemapper(
            OpenedClassReader.ASM_API,
            new ClassVisitor(OpenedClassReader.ASM_API) {},
            collector) {},
        0);
    return types;
  }
}
