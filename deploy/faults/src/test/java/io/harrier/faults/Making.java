package io.harrier.faults;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is done by a thread of its own. */
final class Making {
  private final FutureTask<Void> task;

  private Making(FutureTask<Void> task) {
    this.task = task;
  }

  static Making of(Trial.Fault what) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              what.happen();
              return null;
            });
    Thread thread = new Thread(task, "making");
    thread.setDaemon(true);
    thread.start();
    return new Making(task);
  }

  /**
   * @throws ExecutionException with what went wrong
   */
  void await() throws InterruptedException, ExecutionException {
    task.get();
  }
}
