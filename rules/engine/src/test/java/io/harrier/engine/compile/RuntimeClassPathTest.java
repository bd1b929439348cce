package io.harrier.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.release.ReleaseFixture;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task needs no compiler and no parser of rules to load and run a bundle. */
class RuntimeClassPathTest {
  /** Jars that compile, parse or interpret rules. */
  private static final List<String> NOT_IN_A_TASK =
      List.of(
          "drools-drl-parser",
          "drools-drl-ast",
          "drools-drl-extensions",
          "drools-model-codegen",
          "drools-mvel",
          "drools-decisiontables",
          "drools-templates",
          "drools-ecj",
          "ecj-",
          "javaparser",
          "mvel2",
          "antlr",
          "poi",
          "snakeyaml-2");

  @Test
  void bundleRunsWithoutACompiler(@TempDir Path folder) throws Exception {
    byte[] bundle = new ReleaseCompiler().compile(ReleaseFixture.complete(folder)).bundle();
    try (URLClassLoader task =
        new URLClassLoader(runtimeClassPath(), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> task.loadClass("org.drools.drl.parser.DrlParser"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> task.loadClass("org.mvel2.MVEL"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> task.loadClass("org.eclipse.jdt.internal.compiler.Compiler"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> probe = task.loadClass(RuntimeProbe.class.getName());
      assertThat(probe.getClassLoader()).isSameAs(task);
      assertThat(probe.getMethod("alertsOfALargePayment", byte[].class).invoke(null, bundle))
          .isEqualTo(List.of("large-payment"));
    }
  }

  private static URL[] runtimeClassPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath()) {
      String name = Path.of(entry).getFileName().toString();
      if (NOT_IN_A_TASK.stream().noneMatch(name::startsWith)) {
        urls.add(url(entry));
      }
    }
    assertThat(urls).hasSizeGreaterThan(10);
    assertThat(LoadedRelease.class.getProtectionDomain().getCodeSource()).isNotNull();
    return urls.toArray(URL[]::new);
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }

  /** The class path; that of a jar which has nothing but a class path, if it is one. */
  private static List<String> classPath() throws Exception {
    List<String> entries =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    if (entries.size() > 1) {
      return entries;
    }
    try (JarFile jar = new JarFile(entries.get(0))) {
      Manifest manifest = jar.getManifest();
      List<String> paths = new ArrayList<>();
      for (String relative : manifest.getMainAttributes().getValue("Class-Path").split(" ")) {
        paths.add(Path.of(Path.of(entries.get(0)).toUri().resolve(relative)).toString());
      }
      return paths;
    }
  }
}
