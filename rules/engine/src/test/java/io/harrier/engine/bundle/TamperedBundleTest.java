package io.harrier.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A bundle whose classes do what no compiled rule does is refused before one of them is defined.
 */
class TamperedBundleTest {
  private static final String TRACE = "harrier.tampered";
  private static final String EXTRA = "io.harrier.compiled.Extra";

  /** What stands in a changed method before its own code; it has an int in variable 5. */
  static Stream<Arguments> code() {
    return Stream.of(
        changed("calls System.setProperty", TamperedBundleTest::leaveTrace, "System.setProperty"),
        changed(
            "starts a process",
            code -> call(code, "java/lang/Runtime", "getRuntime", "()Ljava/lang/Runtime;"),
            "java.lang.Runtime.getRuntime"),
        changed(
            "looks a class up",
            code -> {
              code.visitLdcInsn("java.lang.Runtime");
              call(code, "java/lang/Class", "forName", "(Ljava/lang/String;)Ljava/lang/Class;");
            },
            "java.lang.Class.forName"),
        changed(
            "leaves",
            code -> {
              code.visitInsn(Opcodes.ICONST_0);
              call(code, "java/lang/System", "exit", "(I)V");
            },
            "java.lang.System.exit"),
        changed(
            "waits",
            code -> {
              code.visitInsn(Opcodes.LCONST_1);
              call(code, "java/lang/Thread", "sleep", "(J)V");
            },
            "java.lang.Thread.sleep"),
        changed(
            "loops",
            code -> {
              Label start = new Label();
              code.visitLabel(start);
              code.visitJumpInsn(Opcodes.GOTO, start);
            },
            "jumps backwards"),
        changed(
            "loops by a switch",
            code -> {
              Label start = new Label();
              code.visitLabel(start);
              code.visitInsn(Opcodes.ICONST_0);
              code.visitTableSwitchInsn(0, 0, start, start);
            },
            "jumps backwards"),
        changed(
            "takes memory",
            code -> {
              code.visitLdcInsn(Integer.MAX_VALUE);
              code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
            },
            "an array of a length that is not known"),
        changed(
            "takes memory by another length",
            code -> {
              code.visitLdcInsn(Integer.MAX_VALUE);
              code.visitInsn(Opcodes.ICONST_1);
              code.visitVarInsn(Opcodes.ISTORE, 5);
              code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
            },
            "an array of a length that is not known"),
        changed(
            "takes memory in two dimensions",
            code -> {
              code.visitInsn(Opcodes.ICONST_1);
              code.visitInsn(Opcodes.ICONST_1);
              code.visitMultiANewArrayInsn("[[I", 2);
            },
            "arrays of arrays"),
        changed(
            "locks",
            code -> {
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitInsn(Opcodes.MONITORENTER);
            },
            "waits for a lock"),
        changed(
            "catches",
            code -> {
              Label start = new Label();
              Label end = new Label();
              code.visitTryCatchBlock(start, end, end, null);
              code.visitLabel(start);
              code.visitInsn(Opcodes.NOP);
              code.visitLabel(end);
            },
            "catches exceptions"),
        changed(
            "is linked at run time",
            code ->
                code.visitInvokeDynamicInsn(
                    "run",
                    "()Ljava/lang/Runnable;",
                    new Handle(Opcodes.H_INVOKESTATIC, "evil/Bootstrap", "link", "()V", false)),
            "linked at run time by evil.Bootstrap"),
        changed(
            "has a computed constant",
            code ->
                code.visitLdcInsn(
                    new Handle(Opcodes.H_INVOKESTATIC, "java/lang/System", "gc", "()V", false)),
            "computed when it is loaded"),
        changed(
            "reads a field elsewhere",
            code ->
                code.visitFieldInsn(
                    Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;"),
            "reads java.lang.System.out"),
        changed(
            "writes a field elsewhere",
            code -> {
              code.visitInsn(Opcodes.ACONST_NULL);
              code.visitFieldInsn(Opcodes.PUTSTATIC, "io/harrier/compiled/ReleaseFact", "x", "I");
            },
            "writes io.harrier.compiled.ReleaseFact.x"),
        changed(
            "creates what it likes",
            code -> code.visitTypeInsn(Opcodes.NEW, "java/lang/Thread"),
            "creates a java.lang.Thread"),
        changed(
            "asks for a class",
            code -> {
              code.visitVarInsn(Opcodes.ALOAD, 1);
              code.visitMethodInsn(
                  Opcodes.INVOKEVIRTUAL,
                  "java/lang/Object",
                  "getClass",
                  "()Ljava/lang/Class;",
                  false);
            },
            "java.lang.Object.getClass"),
        changed(
            "describes rules from a condition",
            code -> call(code, "java/util/Collections", "emptyList", "()Ljava/util/List;"),
            "java.util.Collections.emptyList"));
  }

  private static Arguments changed(String what, Consumer<MethodVisitor> code, String message) {
    return Arguments.of(what, code, message);
  }

  private static void call(MethodVisitor code, String owner, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  private static void leaveTrace(MethodVisitor code) {
    code.visitLdcInsn(TRACE);
    code.visitLdcInsn("yes");
    call(
        code,
        "java/lang/System",
        "setProperty",
        "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;");
    code.visitInsn(Opcodes.POP);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("code")
  void methodIsChanged(String what, Consumer<MethodVisitor> code, String message) throws Exception {
    for (String method : new String[] {"<clinit>", "test"}) {
      byte[] tampered =
          tampered(classes -> with(classes, predicate(classes), name -> name.equals(method), code));
      assertThat(refusal(tampered)).hasMessageContaining(message);
      assertThat(System.getProperty(TRACE)).isNull();
    }
  }

  @Test
  void methodThatReachesItself() throws Exception {
    byte[] tampered =
        tampered(
            classes -> {
              String name = predicate(classes);
              String owner = name.replace('.', '/');
              return with(
                  classes,
                  name,
                  "getExpressionHash"::equals,
                  code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        owner,
                        "getExpressionHash",
                        "()Ljava/lang/String;",
                        false);
                  });
            });
    assertThat(refusal(tampered)).hasMessageContaining("calls itself");
  }

  @Test
  void classOfAnotherPackage() throws Exception {
    assertThat(refusal(withExtra("io.harrier.model.Extra", "java/lang/Object")))
        .hasMessageContaining("io.harrier.model.Extra is none of compiled rules");
  }

  @Test
  void classUnderAnotherName() throws Exception {
    byte[] tampered =
        tampered(
            classes -> {
              classes.put("io.harrier.compiled.Other", extra(EXTRA, "java/lang/Object", 0));
              return classes;
            });
    assertThat(refusal(tampered)).hasMessageContaining("says it is io/harrier/compiled/Extra");
  }

  @Test
  void classOfAnotherKind() throws Exception {
    assertThat(refusal(withExtra(EXTRA, "java/lang/Thread")))
        .hasMessageContaining("extends java/lang/Thread");
    assertThat(refusal(withExtra(EXTRA, "java/lang/ClassLoader")))
        .hasMessageContaining("extends java/lang/ClassLoader");
  }

  @Test
  void nativeMethod() throws Exception {
    byte[] tampered =
        tampered(
            classes -> {
              classes.put(EXTRA, extra(EXTRA, "java/lang/Object", Opcodes.ACC_NATIVE));
              return classes;
            });
    assertThat(refusal(tampered)).hasMessageContaining("native");
  }

  @Test
  void noClassAtAll() throws Exception {
    byte[] tampered =
        tampered(
            classes -> {
              classes.put(EXTRA, new byte[] {1, 2, 3});
              return classes;
            });
    assertThat(refusal(tampered)).hasMessageContaining("cannot be read");
  }

  @Test
  void modelThatIsNone() throws Exception {
    Bundle bundle = Bundle.unpack(original());
    byte[] tampered =
        new Bundle(
                bundle.release(),
                bundle.constants(),
                bundle.drl(),
                "java.lang.Thread",
                bundle.fact(),
                bundle.classes())
            .pack();
    assertThat(refusal(tampered)).hasMessageContaining("cannot be loaded");
  }

  @Test
  void originalIsLoaded() throws Exception {
    LoadedRelease.load(original()).close();
  }

  private static byte[] withExtra(String name, String superclass) throws Exception {
    return tampered(
        classes -> {
          classes.put(name, extra(name, superclass, 0));
          return classes;
        });
  }

  private static byte[] extra(String name, String superclass, int access) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, superclass, new String[0]);
    writer.visitMethod(Opcodes.ACC_STATIC | access, "rule_1", "()V", null, null).visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String predicate(SortedMap<String, byte[]> classes) {
    return classes.keySet().stream()
        .filter(name -> name.contains("LambdaPredicate"))
        .findFirst()
        .orElseThrow();
  }

  private static SortedMap<String, byte[]> with(
      SortedMap<String, byte[]> classes,
      String name,
      java.util.function.Predicate<String> methods,
      Consumer<MethodVisitor> code) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classes.get(name))
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String method, String descriptor, String signature, String[] thrown) {
                MethodVisitor next =
                    super.visitMethod(access, method, descriptor, signature, thrown);
                return !methods.test(method)
                    ? next
                    : new MethodVisitor(Opcodes.ASM9, next) {
                      @Override
                      public void visitCode() {
                        super.visitCode();
                        code.accept(mv);
                      }
                    };
              }
            },
            0);
    classes.put(name, writer.toByteArray());
    return classes;
  }

  private static byte[] tampered(UnaryOperator<SortedMap<String, byte[]>> change)
      throws IOException, InvalidBundleException {
    Bundle bundle = Bundle.unpack(original());
    return new Bundle(
            bundle.release(),
            bundle.constants(),
            bundle.drl(),
            bundle.model(),
            bundle.fact(),
            change.apply(new TreeMap<>(bundle.classes())))
        .pack();
  }

  private static byte[] original() throws IOException {
    try (InputStream in = TamperedBundleTest.class.getResourceAsStream("bundle-version-2.zip")) {
      return in.readAllBytes();
    }
  }

  private static InvalidBundleException refusal(byte[] bundle) {
    InvalidBundleException refusal =
        catchThrowableOfType(InvalidBundleException.class, () -> LoadedRelease.load(bundle));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }
}
