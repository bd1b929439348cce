package io.harrier.engine.rule;

import java.util.function.Supplier;

/**
 * Drools finds its own parts through the class loader of the current thread, which need not know
 * Drools: whose thread this is, is for others to say.
 */
public final class EngineContext {
  private EngineContext() {}

  /** Calls with the engine's class loader as that of the thread. */
  public static <T> T call(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(EngineContext.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
