package io.harrier.engine.bundle;

import java.util.Map;

/** Defines the classes of one bundle, and takes all else from the engine. */
final class BundleClassLoader extends ClassLoader {
  static final String PACKAGE_PREFIX = "io.harrier.compiled.";

  private final Map<String, byte[]> classes;

  BundleClassLoader(Map<String, byte[]> classes) {
    super("harrier-bundle", BundleClassLoader.class.getClassLoader());
    this.classes = Map.copyOf(classes);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
