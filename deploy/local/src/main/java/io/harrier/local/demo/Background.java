package io.harrier.local.demo;

import io.harrier.local.CommandFailedException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work on a thread of its own. */
final class Background<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(String name, Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, name);
    thread.setDaemon(true);
  }

  static <T> Background<T> run(String name, Callable<T> work) {
    Background<T> background = new Background<>(name, work);
    background.thread.start();
    return background;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Waits for the end; a failure is thrown as it was. */
  T get() throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CommandFailedException(thread.getName() + " failed: " + e.getCause(), e);
    }
  }

  void interrupt() {
    thread.interrupt();
  }
}
