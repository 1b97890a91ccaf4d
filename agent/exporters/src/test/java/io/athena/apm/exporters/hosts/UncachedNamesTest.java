package io.athena.apm.exporters.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Each owner stands for the {@code InetAddress} of a JDK; HostNamesIT asks the real ones. */
class UncachedNamesTest {

  @Test
  void methodOfJdk18AndLater_isAsked() throws Exception {
    assertThat(UncachedNames.in(Later.class).resolve("stats"))
        .extracting(InetAddress::getHostName)
        .containsExactly("stats");
  }

  @Test
  void methodBeforeJdk18_isAskedForNoAddressInParticular() throws Exception {
    assertThat(UncachedNames.in(Before18.class).resolve("stats"))
        .extracting(InetAddress::getHostName)
        .containsExactly("stats");
  }

  @Test
  void methodThatReturnsSomethingElse_isNone() {
    assertThatExceptionOfType(NoSuchMethodException.class)
        .isThrownBy(() -> UncachedNames.in(Changed.class));
  }

  @Test
  void packageThatIsNotOpen_staysClosed() {
    assertThatExceptionOfType(IllegalAccessException.class)
        .isThrownBy(() -> UncachedNames.in(InetAddress.class));
  }

  @Test
  void unknownHost_isThrownAsItIs() throws Exception {
    UncachedNames names = UncachedNames.in(Failing.class);

    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> names.resolve("unknown"))
        .withMessage("unknown");
  }

  @Test
  void exceptionThatNoJdkDeclares_isNoneOfTheCallers() throws Exception {
    UncachedNames names = UncachedNames.in(Failing.class);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> names.resolve("odd"))
        .withCauseInstanceOf(IOException.class);
  }

  static final class Later {

    private Later() {}

    static InetAddress[] getAddressesFromNameService(String host) throws UnknownHostException {
      return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
    }
  }

  static final class Before18 {

    private Before18() {}

    static InetAddress[] getAddressesFromNameService(String host, InetAddress first)
        throws UnknownHostException {
      return first == null ? Later.getAddressesFromNameService(host) : new InetAddress[] {first};
    }
  }

  static final class Changed {

    private Changed() {}

    static InetAddress getAddressesFromNameService(String host) throws UnknownHostException {
      return Later.getAddressesFromNameService(host)[0];
    }
  }

  static final class Failing {

    private Failing() {}

    @SuppressWarnings("DoNotCallSuggester") // a handle calls it
    static InetAddress[] getAddressesFromNameService(String host) throws IOException {
      if (host.equals("odd")) {
        throw new IOException(host);
      }
      throw new UnknownHostException(host);
    }
  }
}
