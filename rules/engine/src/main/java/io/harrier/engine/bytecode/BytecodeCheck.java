package io.harrier.engine.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether compiled rules can do nothing but compare, report and end: every class is of a known
 * kind, calls only what is on a list, jumps only forward, and no method reaches itself. So each
 * call ends after at most as many steps as the classes have instructions, and has no effect but on
 * its fact.
 */
public final class BytecodeCheck {
  private static final int MAX_CLASS_VERSION = Opcodes.V17;
  private static final int READ = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

  private final String packagePrefix;
  private final CompiledClasses classes = new CompiledClasses();
  private final Map<String, List<String>> calls = new LinkedHashMap<>();

  private BytecodeCheck(String packagePrefix) {
    this.packagePrefix = packagePrefix;
  }

  /**
   * @param packagePrefix what the names of all classes begin with, with a point at its end
   * @param compiled bytes by the name of the class
   * @throws ForbiddenCodeException with the first class that is not allowed, and why
   */
  public static void verify(String packagePrefix, SortedMap<String, byte[]> compiled)
      throws ForbiddenCodeException {
    BytecodeCheck check = new BytecodeCheck(packagePrefix);
    Map<String, ClassReader> readers = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> entry : compiled.entrySet()) {
      readers.put(entry.getKey(), check.declare(entry.getKey(), entry.getValue()));
    }
    for (Map.Entry<String, ClassReader> entry : readers.entrySet()) {
      check.code(entry.getKey(), entry.getValue());
    }
    check.refuseRecursion();
  }

  private ClassReader declare(String name, byte[] bytes) throws ForbiddenCodeException {
    String internal = name.replace('.', '/');
    if (!name.startsWith(packagePrefix) || !name.matches("[A-Za-z0-9_$.]{1,300}")) {
      throw new ForbiddenCodeException("the class " + name + " is none of compiled rules");
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      if (!reader.getClassName().equals(internal)) {
        throw new ForbiddenCodeException(
            "the class %s says it is %s".formatted(name, reader.getClassName()));
      }
      ClassKind kind =
          ClassKind.of(reader.getSuperName(), reader.getInterfaces())
              .orElseThrow(
                  () ->
                      new ForbiddenCodeException(
                          "the class %s extends %s and implements %s, which no compiled rule does"
                              .formatted(
                                  name, reader.getSuperName(), List.of(reader.getInterfaces()))));
      classes.add(internal, kind);
      Declarations declarations = new Declarations(internal, kind);
      reader.accept(declarations, READ | ClassReader.SKIP_CODE);
      if (declarations.problem != null) {
        throw new ForbiddenCodeException("the class " + name + " " + declarations.problem);
      }
      return reader;
    } catch (RuntimeException e) {
      throw new ForbiddenCodeException("the class %s cannot be read: %s".formatted(name, e));
    }
  }

  /** Notes what a class declares. */
  private final class Declarations extends ClassVisitor {
    private final String owner;
    private final ClassKind kind;
    private String problem;

    Declarations(String owner, ClassKind kind) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.kind = kind;
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      if ((version & 0xFFFF) > MAX_CLASS_VERSION) {
        problem = "is of a later Java";
      } else if ((access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_MODULE))
          != 0) {
        problem = "is none that rules are compiled to";
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT)) != 0) {
        problem = "has the method " + name + ", which is native, synchronized or abstract";
      } else if (!kind.declares(name)) {
        problem = "has the method " + name + ", which no compiled rule has";
      }
      classes.addMethod(owner, name, descriptor);
      return null;
    }
  }

  private void code(String name, ClassReader reader) throws ForbiddenCodeException {
    String owner = reader.getClassName();
    ClassKind kind = classes.kindOf(owner);
    Map<String, CodeCheck> methods = new HashMap<>();
    try {
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] ex) {
              CodeCheck check = new CodeCheck(kind, owner, classes);
              methods.put(CompiledClasses.method(owner, method, descriptor), check);
              return check;
            }
          },
          READ);
    } catch (RuntimeException e) {
      throw new ForbiddenCodeException("the class %s cannot be read: %s".formatted(name, e));
    }
    for (Map.Entry<String, CodeCheck> method : methods.entrySet()) {
      Optional<String> problem = Optional.ofNullable(method.getValue().problem());
      if (problem.isPresent()) {
        throw new ForbiddenCodeException(
            "the method %s of compiled rules %s, which no rule may"
                .formatted(method.getKey().replace('/', '.'), problem.get()));
      }
      calls.put(method.getKey(), method.getValue().calls());
    }
  }

  /** A method that reaches itself could run for ever without a loop. */
  private void refuseRecursion() throws ForbiddenCodeException {
    Set<String> done = new HashSet<>();
    for (String start : calls.keySet()) {
      Deque<String> path = new ArrayDeque<>();
      Set<String> open = new HashSet<>();
      path.push(start);
      while (!path.isEmpty()) {
        String method = path.peek();
        if (done.contains(method) || !open.add(method)) {
          path.pop();
          open.remove(method);
          done.add(method);
          continue;
        }
        for (String called : new ArrayList<>(calls.getOrDefault(method, List.of()))) {
          if (open.contains(called)) {
            throw new ForbiddenCodeException(
                "the method %s of compiled rules calls itself".formatted(called));
          }
          if (!done.contains(called)) {
            path.push(called);
          }
        }
      }
    }
  }
}
