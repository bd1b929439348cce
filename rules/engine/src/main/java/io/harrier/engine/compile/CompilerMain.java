package io.harrier.engine.compile;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.internal.builder.conf.ParallelLambdaExternalizationOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import org.kie.memorycompiler.JavaConfiguration.CompilerType;
import org.kie.memorycompiler.KieMemoryCompiler;

/**
 * The process that compiles: rules from standard input, classes to standard output. Ends when its
 * standard input does.
 */
final class CompilerMain {
  static final int COMPILED = 0;
  static final int REFUSED = 1;

  private static final String DIRECTORY = ReleasePrinter.PACKAGE.replace('.', '/') + "/";
  private static final String CLASS = ".class";
  private static final String MODEL_VERSION = "Drools-Model-Version";

  private CompilerMain() {}

  public static void main(String[] arguments) throws IOException {
    OutputStream out = System.out;
    System.setOut(System.err);
    // A condition that rules share names some of them, in the order in which threads came by: one
    // thread, so that the same sources give the same bundle.
    System.setProperty(ParallelLambdaExternalizationOption.PROPERTY_NAME, "false");
    System.setProperty(
        ParallelRulesBuildThresholdOption.PROPERTY_NAME, Integer.toString(Integer.MAX_VALUE));
    DataInputStream in = new DataInputStream(System.in);
    String fact = read(in);
    String drl = read(in);
    endWith(in);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    compile(compileFact(fact), drl, new DataOutputStream(answer));
    out.write(answer.toByteArray());
    out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** Into the working directory, which is on our class path: the rules' compiler finds it there. */
  private static byte[] compileFact(String source) throws IOException {
    byte[] compiled =
        KieMemoryCompiler.compileNoLoad(
                Map.of(ReleasePrinter.FACT, source),
                CompilerMain.class.getClassLoader(),
                CompilerType.ECLIPSE)
            .get(ReleasePrinter.FACT);
    Path file = Path.of(ReleasePrinter.FACT.replace('.', '/') + CLASS);
    Files.createDirectories(file.getParent());
    Files.write(file, compiled);
    return compiled;
  }

  private static void compile(byte[] fact, String drl, DataOutputStream answer) throws IOException {
    KieServices services = KieServices.Factory.get();
    KieFileSystem files = services.newKieFileSystem();
    ReleaseId id = services.newReleaseId("io.harrier", "compiled", "1");
    files.generateAndWritePomXML(id);
    files.write(
        "src/main/resources/" + DIRECTORY + "rules.drl", drl.getBytes(StandardCharsets.UTF_8));
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
    if (!errors.isEmpty()) {
      answer.writeByte(REFUSED);
      String text = errors.stream().limit(20).map(Message::getText).toList().toString();
      answer.writeUTF(text.substring(0, Math.min(text.length(), 10_000)));
      return;
    }
    write((InternalKieModule) builder.getKieModule(), fact, answer);
  }

  private static void write(InternalKieModule module, byte[] fact, DataOutputStream answer)
      throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    classes.put(ReleasePrinter.FACT, fact);
    String model = null;
    for (String file : module.getFileNames()) {
      if (file.startsWith(DIRECTORY) && file.endsWith(CLASS)) {
        String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
        classes.put(name, module.getBytes(file));
      } else if (file.endsWith("/drools-model")) {
        model = modelClass(new String(module.getBytes(file), StandardCharsets.UTF_8));
      }
    }
    if (model == null) {
      throw new IOException("the compiler named no model");
    }
    answer.writeByte(COMPILED);
    answer.writeUTF(model);
    answer.writeInt(classes.size());
    for (Map.Entry<String, byte[]> compiled : classes.entrySet()) {
      answer.writeUTF(compiled.getKey());
      answer.writeInt(compiled.getValue().length);
      answer.write(compiled.getValue());
    }
  }

  private static String modelClass(String description) {
    return description
        .lines()
        .filter(line -> !line.startsWith(MODEL_VERSION) && !line.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** The parent keeps our input open for as long as it waits for us. */
  private static void endWith(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                if (in.read() >= 0) {
                  return;
                }
              } catch (IOException e) {
                // as if it had ended
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
