package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private static final String ID = "0123456789abcdef".repeat(4);

  private static final Tags CONSTANT = Tags.of("service", "orders");

  @TempDir private Path files;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:cpu:/docker/%s\n0::/",
        "0::/kubepods.slice/kubepods-pod7.slice/cri-containerd-%s.scope",
        "1:name=systemd:/kubepods/burstable/pod7/%s",
      })
  void container_isNamedByTheControlGroup(String groups) throws IOException {
    assertThat(container(groups.formatted(ID))).isEqualTo("ci-" + ID);
  }

  @Test
  void containerWithItsOwnNamespace_isNamedByItsInode() throws IOException {
    assertThat(container("0::/")).isEqualTo("in-" + Files.getAttribute(files, "unix:ino"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0::/user.slice/user-1000.slice/session-2.scope", "", "garbage"})
  void processOutsideOfContainers_isNotNamed(String groups) throws IOException {
    assertThat(container(groups)).isEmpty();
  }

  @Test
  void missingFiles_areNoContainer() {
    assertThat(new Container(files.resolve("none"), files).id()).isEmpty();
  }

  @Test
  void environment_isReadAsDatadogsClientsReadIt() throws IOException {
    Map<String, String> environment =
        Map.of("DD_EXTERNAL_ENV", "it-false,cn-web,pu-7", "DATADOG_CARDINALITY", "high");

    assertThat(origin(environment))
        .isEqualTo(new Origin("ci-" + ID, "it-false,cn-web,pu-7", "high"));
  }

  @Test
  void externalDataThatWouldBreakALine_isToldWithoutIt() throws IOException {
    assertThat(origin(Map.of("DD_EXTERNAL_ENV", "a|b\nc")).externalData()).isEqualTo("abc");
  }

  @Test
  void unknownCardinality_isNotToldOn_andTheOtherVariableCounts() throws IOException {
    Map<String, String> one = Map.of("DD_CARDINALITY", "everything");
    Map<String, String> two = Map.of("DD_CARDINALITY", "all", "DATADOG_CARDINALITY", "low");

    assertThat(origin(one).cardinality()).isEmpty();
    assertThat(origin(two).cardinality()).isEqualTo("low");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "no", "0", "n", "off", " off "})
  void originDetection_canBeSwitchedOff_whichLeavesTheCardinality(String off) throws IOException {
    Map<String, String> environment =
        Map.of("DD_ORIGIN_DETECTION_ENABLED", off, "DD_EXTERNAL_ENV", "x", "DD_CARDINALITY", "low");

    assertThat(origin(environment)).isEqualTo(new Origin("", "", "low"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "", "1", "whatever"})
  void originDetection_isOnUnlessSwitchedOff(String on) throws IOException {
    assertThat(origin(Map.of("DD_ORIGIN_DETECTION_ENABLED", on)).container()).isEqualTo("ci-" + ID);
  }

  @Test
  void entity_isAConstantTag() {
    assertThat(Origin.addEntity(CONSTANT, Map.of("DD_ENTITY_ID", "pod-7")))
        .isEqualTo(Tags.of("service", "orders", "dd.internal.entity_id", "pod-7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void blankEntity_isNone(String blank) {
    assertThat(Origin.addEntity(CONSTANT, Map.of("DD_ENTITY_ID", blank))).isSameAs(CONSTANT);
  }

  @Test
  void environmentWithoutAnEntity_changesNothing() {
    assertThat(Origin.addEntity(CONSTANT, Map.of())).isSameAs(CONSTANT);
  }

  @Test
  void inode_isUnknownToProtocolsBefore14() {
    assertThat(new Origin("in-77", "", "").fields(3)).isEmpty();
    assertThat(new Origin("in-77", "", "").fields(4)).isEqualTo("|c:in-77");
  }

  private Origin origin(Map<String, String> environment) throws IOException {
    return Origin.of(environment, containerOf("0::/kubepods/" + ID));
  }

  private String container(String groups) throws IOException {
    return containerOf(groups).id();
  }

  private Container containerOf(String groups) throws IOException {
    return new Container(Files.writeString(files.resolve("cgroup"), groups), files);
  }
}
