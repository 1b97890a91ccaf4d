package io.athena.apm.instrumentation.api;

import io.athena.apm.api.Apm;
import io.athena.apm.instrumentation.api.sample.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** An application with a copy of the API to itself. */
final class ApplicationLoader extends ClassLoader {

  private final UnaryOperator<byte[]> apm;

  /**
   * A loader of the sample and the API.
   *
   * @param apm makes the class file of {@code Apm} what it is in this copy
   */
  ApplicationLoader(UnaryOperator<byte[]> apm) {
    super(ApplicationLoader.class.getClassLoader());
    this.apm = apm;
  }

  /** Runs the sample with this copy. */
  void runShop() throws ReflectiveOperationException {
    Object shop = loadClass(Shop.class.getName()).getConstructor().newInstance();
    if (shop.getClass().getClassLoader() != this) {
      throw new AssertionError("not the copy");
    }
    ((Runnable) shop).run();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      boolean own =
          name.startsWith(Apm.class.getPackageName()) || name.equals(Shop.class.getName());
      return own ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] file = in.readAllBytes();
      byte[] own = name.equals(Apm.class.getName()) ? apm.apply(file) : file;
      return defineClass(name, own, 0, own.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
