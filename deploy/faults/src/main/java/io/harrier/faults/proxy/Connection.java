package io.harrier.faults.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client's connection and the one to the server that belongs to it. */
final class Connection {
  private final Socket client;
  private final Socket server;
  private final LinkCondition condition;
  private final StreamWatch watch;
  private final Consumer<Connection> onEnd;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger directions = new AtomicInteger(2);
  private volatile LinkCondition.Reset awaitsAnswer;

  /**
   * @param onEnd told once or more when nothing passes here any more
   */
  Connection(
      Socket client,
      Socket server,
      LinkCondition condition,
      StreamWatch watch,
      Consumer<Connection> onEnd) {
    this.client = client;
    this.server = server;
    this.condition = condition;
    this.watch = watch;
    this.onEnd = onEnd;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Pump there = new Pump(client, server, condition, this::requestRead);
    Pump back = new Pump(server, client, condition, this::answerRead);
    for (Pump pump : List.of(there, back)) {
      begin(pump::read);
      begin(
          () -> {
            pump.write();
            if (directions.decrementAndGet() == 0) {
              close();
            }
          });
    }
    threads.forEach(Thread::start);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void begin(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                reset(); // one end is gone, and the other learns of it
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "proxy");
    thread.setDaemon(true);
    threads.add(thread);
  }

  private boolean requestRead(byte[] bytes, int length) {
    if (!watch.sees(bytes, length)) {
      return true;
    }
    Optional<LinkCondition.Reset> wanted = condition.takeReset();
    if (wanted.isEmpty()) {
      return true;
    }
    return switch (wanted.get().moment()) {
      case BEFORE_THE_REQUEST -> {
        reset(wanted.get());
        yield false;
      }
      case BEFORE_THE_ANSWER -> {
        awaitsAnswer = wanted.get();
        yield true;
      }
    };
  }

  private boolean answerRead(byte[] bytes, int length) {
    LinkCondition.Reset wanted = awaitsAnswer;
    if (wanted == null) {
      return true;
    }
    reset(wanted);
    return false;
  }

  private void reset(LinkCondition.Reset wanted) {
    reset();
    wanted.happened().complete(null);
  }

  /** Both ends are told that the connection is no more, by a TCP reset. */
  void reset() {
    for (Socket end : List.of(client, server)) {
      try {
        end.setSoLinger(true, 0);
      } catch (IOException closedAlready) {
        // and so needs no reset
      }
    }
    close();
  }

  /** Closes both ends; what waits is not sent any more. */
  void close() {
    for (Socket end : List.of(client, server)) {
      try {
        end.close();
      } catch (IOException e) {
        // It is gone, which is what was wanted.
      }
    }
    threads.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
    onEnd.accept(this);
  }
}
