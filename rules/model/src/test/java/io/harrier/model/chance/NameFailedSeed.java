package io.harrier.model.chance;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Attaches the seed to what a test throws: Maven's report numbers the seeds, and names none. */
final class NameFailedSeed implements InvocationInterceptor {

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
      throws Throwable {
    try {
      test.proceed();
    } catch (Throwable e) {
      e.addSuppressed(new FailedSeed((long) call.getArguments().get(0)));
      throw e;
    }
  }
}
