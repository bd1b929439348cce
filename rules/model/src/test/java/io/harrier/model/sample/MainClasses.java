package io.harrier.model.sample;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a module, to look for those that a test has forgotten. */
public final class MainClasses {
  private static final String SUFFIX = ".class";

  private MainClasses() {}

  /** All classes, none of them initialized, of the module that a class is from. */
  public static List<Class<?>> besides(Class<?> one) throws IOException {
    List<Class<?>> classes = new ArrayList<>();
    try {
      Path root = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
          String name = root.relativize(file).toString().replace('/', '.');
          if (!name.endsWith("-info" + SUFFIX)) {
            classes.add(
                Class.forName(
                    name.substring(0, name.length() - SUFFIX.length()),
                    false,
                    one.getClassLoader()));
          }
        }
      }
    } catch (URISyntaxException | ClassNotFoundException e) {
      throw new IOException("the classes beside " + one + " cannot be listed", e);
    }
    return classes;
  }

  /** Those that are of one of the types and can be instantiated. */
  public static List<Class<?>> implementing(Class<?> one, Class<?>... types) throws IOException {
    return besides(one).stream()
        .filter(found -> !Modifier.isAbstract(found.getModifiers()))
        .filter(found -> Stream.of(types).anyMatch(type -> type.isAssignableFrom(found)))
        .toList();
  }
}
