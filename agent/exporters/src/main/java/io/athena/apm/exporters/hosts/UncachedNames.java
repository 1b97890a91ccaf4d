package io.athena.apm.exporters.hosts;

import io.athena.apm.core.values.ModuleOpener;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Asks what the JDK asks itself where it remembers nothing: {@code InetAddress}'s own method for
 * that, which neither reads its cache nor writes to it.
 */
/*
 * The method is not public. JDK 11 to 17 have it with a second parameter, the address that is to
 * come first; 18 to 25 (and the sources beyond) without. It holds no lock; from 18 on the very
 * first look-up of the JVM finds the application's InetAddressResolverProvider under one, which
 * every look-up does. That resolver, the hosts file of jdk.net.hosts.file, and the order of IPv4
 * and IPv6 addresses are honoured by this method, so they hold here too.
 */
final class UncachedNames implements Resolver {

  private static final String METHOD = "getAddressesFromNameService";

  private final MethodHandle lookUp;

  private UncachedNames(MethodHandle lookUp) {
    this.lookUp = lookUp;
  }

  /**
   * Opens the package of the class to the engine.
   *
   * @param owner has the method
   * @throws ReflectiveOperationException where it has not, or does not let it be called
   */
  static UncachedNames in(Class<?> owner) throws ReflectiveOperationException {
    ModuleOpener.open(owner);
    MethodHandles.Lookup right = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
    try {
      return new UncachedNames(right.findStatic(owner, METHOD, type(String.class)));
    } catch (NoSuchMethodException before18) {
      MethodType type = type(String.class, InetAddress.class);
      return new UncachedNames(right.findStatic(owner, METHOD, type));
    }
  }

  private static MethodType type(Class<?>... parameters) {
    return MethodType.methodType(InetAddress[].class, parameters);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    try {
      return call(host);
    } catch (UnknownHostException | RuntimeException | Error problem) {
      throw problem;
    } catch (Throwable undeclared) {
      throw new IllegalStateException(undeclared);
    }
  }

  private InetAddress[] call(String host) throws Throwable {
    return lookUp.type().parameterCount() == 1
        ? (InetAddress[]) lookUp.invokeExact(host)
        : (InetAddress[]) lookUp.invokeExact(host, (InetAddress) null);
  }
}
