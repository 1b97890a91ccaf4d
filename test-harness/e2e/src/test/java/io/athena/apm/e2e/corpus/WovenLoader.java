package io.athena.apm.e2e.corpus;

import io.athena.apm.weaving.advice.AdviceClass;
import io.athena.apm.weaving.advice.ClassWeaver;
import io.athena.apm.weaving.advice.Insertion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Loads a copy of libraries, with all applicable advice in each method. */
final class WovenLoader extends URLClassLoader {

  private final Map<Advices, AdviceClass> advice = new HashMap<>();
  private final List<String> refused = new ArrayList<>();
  private int methods;

  WovenLoader(URL... jars) {
    super(jars, WovenLoader.class.getClassLoader());
    for (Advices each : Advices.values()) {
      byte[] classFile = file(each.type().getClassLoader(), each.type().getName());
      advice.put(each, AdviceClass.of(classFile).bind(Advices.BINDINGS));
    }
  }

  /** The number of methods given to the weaver so far. */
  int methods() {
    return methods;
  }

  /** The methods that the weaver did not weave. */
  List<String> refused() {
    return refused;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (name.startsWith("io.athena.apm.") || findResource(path(name)) == null) {
        return super.loadClass(name, resolve);
      }
      byte[] original = file(this, name);
      byte[] woven = weave(name, original);
      byte[] file = woven == null ? original : woven;
      return defineClass(name, file, 0, file.length);
    }
  }

  private byte[] weave(String name, byte[] original) {
    Map<Advices, Set<String>> suited = new HashMap<>();
    new ClassReader(original).accept(new Methods(suited), ClassReader.SKIP_CODE);
    List<Insertion> insertions = new ArrayList<>();
    suited.forEach(
        (each, found) ->
            insertions.add(new Insertion(advice.get(each), "corpus", found, List.of())));
    return ClassWeaver.weave(original, insertions, refusal -> refused.add(name + "#" + refusal));
  }

  private static byte[] file(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(path(name))) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String path(String name) {
    return name.replace('.', '/') + ".class";
  }

  private final class Methods extends ClassVisitor {

    private final Map<Advices, Set<String>> suited;

    Methods(Map<Advices, Set<String>> suited) {
      super(Opcodes.ASM9);
      this.suited = suited;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
        methods++;
        for (Advices each : Advices.values()) {
          if (each.suits(
              (access & Opcodes.ACC_STATIC) != 0,
              name.equals("<init>"),
              Type.getArgumentTypes(descriptor).length)) {
            suited.computeIfAbsent(each, key -> new HashSet<>()).add(name + descriptor);
          }
        }
      }
      return null;
    }
  }
}
