package io.harrier.engine.bundle;

import io.harrier.engine.bytecode.BytecodeCheck;
import io.harrier.engine.bytecode.ForbiddenCodeException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.ConditionTrial;
import io.harrier.engine.rule.RuleConditions;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.rule.TransactionFact;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.Supplier;
import org.drools.model.Model;

/**
 * A compiled release, loaded, in a class loader of its own. May be shared by threads; sessions may
 * not, and each has a KieBase of its own.
 */
public final class LoadedRelease implements AutoCloseable {
  private final ReleaseDefinition definition;
  private final RuleConstants constants;
  private final ClassLoader classLoader;
  private volatile Compiled compiled;

  /** What is of the bundle's own classes. */
  private record Compiled(
      RuleBases rules, RuleConditions conditions, Constructor<? extends TransactionFact> fact) {}

  private LoadedRelease(Bundle bundle, ClassLoader classLoader, Compiled compiled) {
    this.definition = bundle.release();
    this.constants = bundle.constants();
    this.classLoader = classLoader;
    this.compiled = compiled;
  }

  /**
   * Loads a bundle; compiles nothing. The bundle's classes are executed, once {@link BytecodeCheck}
   * has seen that they can do nothing but compare and report. That bounds what a bundle does, not
   * what it decides: its content hash must have been compared with that of a release that was
   * published.
   *
   * @throws InvalidBundleException if the bytes are not a bundle this version can load
   */
  public static LoadedRelease load(byte[] bytes) throws InvalidBundleException {
    Bundle bundle = Bundle.unpack(bytes);
    try {
      BytecodeCheck.verify(BundleClassLoader.PACKAGE_PREFIX, bundle.classes());
    } catch (ForbiddenCodeException e) {
      throw new InvalidBundleException(
          "release %s is not loaded: %s".formatted(bundle.release().name(), e.getMessage()), e);
    }
    try {
      ClassLoader classLoader = new BundleClassLoader(bundle.classes());
      Class<?> model = classLoader.loadClass(bundle.model());
      Model instance = (Model) model.getDeclaredConstructor().newInstance();
      Constructor<? extends TransactionFact> fact =
          classLoader
              .loadClass(bundle.fact())
              .asSubclass(TransactionFact.class)
              .getConstructor(RuleConstants.class);
      Compiled compiled = new Compiled(new RuleBases(instance), RuleConditions.of(instance), fact);
      return new LoadedRelease(bundle, classLoader, compiled);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw new InvalidBundleException(
          "the rules of release " + bundle.release().name() + " cannot be loaded: " + e, e);
    }
  }

  public ReleaseDefinition definition() {
    return definition;
  }

  /**
   * @throws IllegalStateException if the release is closed
   */
  public RuleSession newRuleSession() {
    Compiled current = compiled;
    if (current == null) {
      throw new IllegalStateException("release " + definition.name() + " is closed");
    }
    try {
      TransactionFact fact = current.fact().newInstance(constants);
      return new RuleSession(current.rules(), definition, constants, current.conditions(), fact);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the fact of release " + definition.name() + " fails", e);
    }
  }

  /**
   * Every rule's condition by itself, to be timed.
   *
   * @throws IllegalStateException if the release is closed
   */
  public ConditionTrial newConditionTrial(List<ConditionTrial.Sample> samples) {
    Compiled current = compiled;
    if (current == null) {
      throw new IllegalStateException("release " + definition.name() + " is closed");
    }
    Supplier<TransactionFact> facts =
        () -> {
          try {
            return current.fact().newInstance(constants);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                "the fact of release " + definition.name() + " fails", e);
          }
        };
    return new ConditionTrial(current.conditions(), constants, facts, samples);
  }

  /** Of the compiled rules; nothing holds it once the release and its sessions are closed. */
  public ClassLoader classLoader() {
    return classLoader;
  }

  /** Forgets the rules; sessions that are still open keep working until they are closed. */
  @Override
  public void close() {
    compiled = null;
  }
}
