package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.BaseScanner;
import com.acme.scan.FileList;
import com.acme.scan.FileScanner;
import com.acme.scan.Scanner;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuperTypesTest {

  private static final String SCANNER = Scanner.class.getName();

  private final SuperTypes.Memory known = new SuperTypes.Memory();
  private final AskedLoader loader = new AskedLoader();

  /** Records the class files that are requested. */
  private static final class AskedLoader extends ClassLoader {

    final List<String> asked = new ArrayList<>();
    boolean empty;

    AskedLoader() {
      super(SuperTypesTest.class.getClassLoader());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      asked.add(name);
      return empty ? null : super.getResourceAsStream(name);
    }
  }

  private boolean implementsA(ClassLoader ofLoader, Class<?> type, String wanted) {
    ClassMembers members = ClassMembers.of(ClassFiles.of(type));
    return known.of(ofLoader).anyMatch(members, true, wanted::equals);
  }

  @Test
  void superType_isReadOnce_forAllClassesThatHaveIt() {
    assertThat(implementsA(loader, FileScanner.class, SCANNER)).isTrue();
    assertThat(implementsA(loader, FileScanner.class, "com.acme.Nothing")).isFalse();
    assertThat(implementsA(loader, BaseScanner.class, "com.acme.Nothing")).isFalse();

    assertThat(loader.asked).doesNotHaveDuplicates().contains("com/acme/scan/BaseScanner.class");
  }

  @Test
  void otherLoader_isAskedItself() {
    AskedLoader other = new AskedLoader();
    implementsA(loader, FileScanner.class, SCANNER);

    assertThat(implementsA(other, FileScanner.class, SCANNER)).isTrue();
    assertThat(other.asked).isNotEmpty();
  }

  @Test
  void superTypeThatIsNotThereYet_isLookedForAgain() {
    loader.empty = true;
    assertThat(implementsA(loader, FileScanner.class, SCANNER)).isFalse();

    loader.empty = false;
    assertThat(implementsA(loader, FileScanner.class, SCANNER)).isTrue();
  }

  @Test
  void superTypeOfTheJdk_isNotReadAtAll() {
    assertThat(implementsA(loader, FileList.class, "java.lang.Iterable")).isTrue();
    assertThat(implementsA(loader, FileList.class, "com.acme.Nothing")).isFalse();

    assertThat(loader.asked).isEmpty();
  }
}
