package io.harrier.engine.bytecode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one method of a compiled class, and notes the first thing in it that is not allowed. */
final class CodeCheck extends MethodVisitor {
  private static final int MAX_ARRAY = Short.MAX_VALUE;

  /** What is known of the value on top of the stack, by the last instructions. */
  private enum Length {
    UNKNOWN,
    SMALL_CONSTANT,
    OF_AN_ARRAY,
    OF_AN_ARRAY_TWICE
  }

  private static final String CONCAT_FACTORY = "java/lang/invoke/StringConcatFactory";
  private static final String CONCAT_DESCRIPTOR = "(Ljava/lang/String;)Ljava/lang/String;";

  private final ClassKind kind;
  private final String owner;
  private final CompiledClasses classes;
  private final Set<Label> passed = new HashSet<>();
  private final List<String> calls = new ArrayList<>();
  private String problem;
  private Length length = Length.UNKNOWN;

  CodeCheck(ClassKind kind, String owner, CompiledClasses classes) {
    super(Opcodes.ASM9);
    this.kind = kind;
    this.owner = owner;
    this.classes = classes;
  }

  /** What is wrong, or {@code null}. */
  String problem() {
    return problem;
  }

  /** The methods of compiled classes that this one calls. */
  List<String> calls() {
    return calls;
  }

  private void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  @Override
  public void visitMethodInsn(int opcode, String to, String name, String descriptor, boolean face) {
    length = Length.UNKNOWN;
    if (classes.declares(to, name, descriptor)) {
      calls.add(CompiledClasses.method(to, name, descriptor));
    } else if (!AllowedCalls.allows(kind, to, name, descriptor)
        && !(classes.isFact(to)
            && !name.equals("<init>")
            && AllowedCalls.isInheritedByFacts(name, descriptor))) {
      refuse("calls " + to.replace('/', '.') + "." + name);
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    length = Length.UNKNOWN;
    boolean concatenation =
        bootstrap.getOwner().equals(CONCAT_FACTORY)
            && bootstrap.getName().equals("makeConcatWithConstants")
            && descriptor.equals(CONCAT_DESCRIPTOR)
            && arguments.length == 1
            && arguments[0] instanceof String;
    if (!concatenation) {
      refuse("is linked at run time by " + bootstrap.getOwner().replace('/', '.'));
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String to, String name, String descriptor) {
    length = Length.UNKNOWN;
    boolean writes = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    if (writes ? !to.equals(owner) : !classes.has(to) && !AllowedCalls.allowsField(to, name)) {
      refuse((writes ? "writes " : "reads ") + to.replace('/', '.') + "." + name);
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.ANEWARRAY) {
      requireSmallArray();
    }
    length = Length.UNKNOWN;
    if (opcode == Opcodes.NEW && !classes.has(type) && !AllowedCalls.allowsClass(type)) {
      refuse("creates a " + type.replace('/', '.'));
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    length = Length.UNKNOWN;
    if (value instanceof Handle || value instanceof ConstantDynamic) {
      refuse("has a constant that is computed when it is loaded");
    } else if (value instanceof Type type
        && (type.getSort() != Type.OBJECT
            || !(classes.has(type.getInternalName())
                || AllowedCalls.allowsClass(type.getInternalName())))) {
      refuse("speaks of the class " + type.getClassName());
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      requireSmallArray();
      length = Length.UNKNOWN;
    } else {
      length = operand >= 0 && operand <= MAX_ARRAY ? Length.SMALL_CONSTANT : Length.UNKNOWN;
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      refuse("waits for a lock");
    }
    if (opcode == Opcodes.ARRAYLENGTH) {
      length = Length.OF_AN_ARRAY;
    } else if (opcode == Opcodes.DUP && length == Length.OF_AN_ARRAY) {
      length = Length.OF_AN_ARRAY_TWICE;
    } else {
      boolean constant = opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5;
      length = constant ? Length.SMALL_CONSTANT : Length.UNKNOWN;
    }
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    // An enumeration's values() keeps the length of its array, then copies the array.
    boolean keeps = opcode == Opcodes.ISTORE && length == Length.OF_AN_ARRAY_TWICE;
    length = keeps ? Length.OF_AN_ARRAY : Length.UNKNOWN;
    if (opcode == Opcodes.RET) {
      refuse("jumps to where it came from");
    }
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    refuse("counts");
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    refuse("creates arrays of arrays");
  }

  private void requireSmallArray() {
    if (length != Length.SMALL_CONSTANT && length != Length.OF_AN_ARRAY) {
      refuse("creates an array of a length that is not known beforehand");
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    length = Length.UNKNOWN;
    forward(label);
    if (opcode == Opcodes.JSR) {
      refuse("jumps to where it comes back from");
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    switchTo(otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    switchTo(otherwise, labels);
  }

  private void switchTo(Label otherwise, Label[] labels) {
    length = Length.UNKNOWN;
    forward(otherwise);
    for (Label label : labels) {
      forward(label);
    }
  }

  private void forward(Label label) {
    if (passed.contains(label)) {
      refuse("loops: it jumps backwards");
    }
  }

  @Override
  public void visitLabel(Label label) {
    passed.add(label);
    length = Length.UNKNOWN;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    refuse("catches exceptions");
  }
}
