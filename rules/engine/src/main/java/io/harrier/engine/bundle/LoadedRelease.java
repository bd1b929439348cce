package io.harrier.engine.bundle;

import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.EngineContext;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.engine.rule.RuleSession;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.KieBaseOption;

/**
 * A compiled release, loaded: one immutable KieBase in a class loader of its own. May be shared by
 * threads; sessions may not.
 */
public final class LoadedRelease implements AutoCloseable {
  private final ReleaseDefinition definition;
  private final RuleConstants constants;
  private final ClassLoader classLoader;
  private volatile KieBase rules;

  private LoadedRelease(
      ReleaseDefinition definition,
      RuleConstants constants,
      ClassLoader classLoader,
      KieBase rules) {
    this.definition = definition;
    this.constants = constants;
    this.classLoader = classLoader;
    this.rules = rules;
  }

  /**
   * Loads a bundle; compiles nothing. The bundle's classes are executed: its content hash must have
   * been compared with that of a release that was published.
   *
   * @throws InvalidBundleException if the bytes are not a bundle this version can load
   */
  public static LoadedRelease load(byte[] bytes) throws InvalidBundleException {
    Bundle bundle = Bundle.unpack(bytes);
    for (String name : bundle.classes().keySet()) {
      if (!name.startsWith(BundleClassLoader.PACKAGE_PREFIX)) {
        throw new InvalidBundleException("the bundle has a foreign class " + name, null);
      }
    }
    try {
      ClassLoader classLoader = new BundleClassLoader(bundle.classes());
      Class<?> model = classLoader.loadClass(bundle.model());
      Model instance = (Model) model.getDeclaredConstructor().newInstance();
      KieBase rules =
          EngineContext.call(
              () -> KieBaseBuilder.createKieBaseFromModel(instance, new KieBaseOption[0]));
      return new LoadedRelease(bundle.release(), bundle.constants(), classLoader, rules);
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
    KieBase current = rules;
    if (current == null) {
      throw new IllegalStateException("release " + definition.name() + " is closed");
    }
    return new RuleSession(current, definition, constants);
  }

  /** Of the compiled rules; nothing holds it once the release and its sessions are closed. */
  public ClassLoader classLoader() {
    return classLoader;
  }

  /** Forgets the rules; sessions that are still open keep working until they are closed. */
  @Override
  public void close() {
    rules = null;
  }
}
