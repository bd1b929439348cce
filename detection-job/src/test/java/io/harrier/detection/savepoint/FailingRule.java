package io.harrier.detection.savepoint;

import io.harrier.detection.evaluate.BundleLoader;
import io.harrier.detection.evaluate.ReleaseLoader;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * Loads releases as they are, but for one rule that is said to have failed as soon as its subtask
 * has evaluated something: no rule that passed the gate fails by itself.
 */
record FailingRule(String releaseId, String ruleId) implements ReleaseLoader {

  @Override
  public Loaded load(byte[] bundle) throws InvalidBundleException {
    Loaded loaded = new BundleLoader().load(bundle);
    return new Loaded() {
      @Override
      public TransactionEvaluator newEvaluator(String id, EvaluationSettings settings) {
        TransactionEvaluator evaluator = loaded.newEvaluator(id, settings);
        return id.equals(releaseId) ? failing(evaluator) : evaluator;
      }

      @Override
      public TransactionEvaluator newShadow(String id, EvaluationSettings settings) {
        return loaded.newShadow(id, settings);
      }

      @Override
      public void close() {
        loaded.close();
      }
    };
  }

  private TransactionEvaluator failing(TransactionEvaluator evaluator) {
    return (TransactionEvaluator)
        Proxy.newProxyInstance(
            FailingRule.class.getClassLoader(),
            new Class<?>[] {TransactionEvaluator.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(evaluator, arguments);
                return switch (method.getName()) {
                  case "ruleFailures" -> withFailure(evaluator);
                  case "profiled" -> (int) result + 1;
                  default -> result;
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Map<String, Throwable> withFailure(TransactionEvaluator evaluator) {
    Map<String, Throwable> failures = new HashMap<>(evaluator.ruleFailures());
    failures.put(ruleId, new ArithmeticException("as the test says"));
    return failures;
  }
}
