package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationPackagesTest {

  @TempDir Path directory;

  @Test
  void packages_containThoseBelow_andAnyWithASegmentAthena() {
    ApplicationPackages packages = ApplicationPackages.of("com.acme, org.example.shop");

    assertThat(packages.contain("com.acme.ResultCache")).isTrue();
    assertThat(packages.contain("org.example.shop.cache.Outer$LruCache")).isTrue();
    assertThat(packages.contain("org.athena.scan.FileCache")).isTrue();
    assertThat(packages.contain("com.acmes.ResultCache")).isFalse();
    assertThat(packages.contain("org.athenaeum.ResultCache")).isFalse();
    assertThat(packages.contain("ResultCache")).isFalse();
  }

  @Test
  void mainClass_isTheFirstWord_orFollowsTheModule() {
    assertThat(ApplicationPackages.mainClass("com.acme.Main a b", "classes"))
        .isEqualTo("com.acme.Main");
    assertThat(ApplicationPackages.mainClass("acme.shop/com.acme.Main", ""))
        .isEqualTo("com.acme.Main");
  }

  @Test
  void mainClass_ofAJar_isInItsManifest_thatOfSpringBootIsTheStartClass() throws IOException {
    String plain = jar("plain one.jar", "Main-Class", "com.acme.Main");
    String boot = jar("boot.jar", "Start-Class", "com.acme.Service");

    assertThat(ApplicationPackages.mainClass(plain + " x", plain)).isEqualTo("com.acme.Main");
    assertThat(ApplicationPackages.mainClass(boot, boot)).isEqualTo("com.acme.Service");
    assertThat(ApplicationPackages.mainClass("gone.jar", "gone.jar")).isEmpty();
  }

  private String jar(String name, String attribute, String type) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.boot.Launcher");
    manifest.getMainAttributes().put(new Attributes.Name(attribute), type);
    Path file = directory.resolve(name);
    new JarOutputStream(new FileOutputStream(file.toFile()), manifest).close();
    return file.toString();
  }
}
