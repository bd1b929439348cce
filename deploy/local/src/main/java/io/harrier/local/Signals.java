package io.harrier.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/**
 * Lets Ctrl-C and {@code kill} interrupt a thread, which then stops what it has started.
 *
 * <p>Shutdown hooks would not do: they run all at once, so that libraries' own hooks would pull the
 * servers away while the jobs still take their last snapshot. The JDK's class for signals is
 * supported (module jdk.unsupported), but the compiler's warning about it cannot be silenced, hence
 * reflection.
 */
public final class Signals {
  /** The exit code of what Ctrl-C has stopped before its end, as shells have it. */
  public static final int STOPPED = 130;

  private Signals() {}

  /**
   * The first signal interrupts {@code thread}; the second one ends the process at once.
   *
   * @param onFirst called before the interruption
   * @return whether the first signal has come
   */
  public static BooleanSupplier interruptOnStop(Thread thread, Runnable onFirst) {
    Stop stop = new Stop(thread, onFirst);
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      handle(signal, stop);
    }
    return stop::isSeen;
  }

  private static void handle(String name, Stop stop) {
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerClass},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  stop.received();
                }
                return null;
              });
      signalClass
          .getMethod("handle", signalClass, handlerClass)
          .invoke(null, signalClass.getConstructor(String.class).newInstance(name), handler);
    } catch (InvocationTargetException e) {
      // This JVM keeps the signal to itself, as it does with HUP under nohup.
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException(e);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }

  private static final class Stop {
    private final Thread thread;
    private final Runnable onFirst;
    private boolean seen;

    Stop(Thread thread, Runnable onFirst) {
      this.thread = thread;
      this.onFirst = onFirst;
    }

    synchronized boolean isSeen() {
      return seen;
    }

    synchronized void received() {
      if (seen) {
        Runtime.getRuntime().halt(STOPPED);
      }
      seen = true;
      onFirst.run();
      thread.interrupt();
    }
  }
}
