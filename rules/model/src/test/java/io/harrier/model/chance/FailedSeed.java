package io.harrier.model.chance;

/** Which seed a failure, that it is attached to, comes from. */
final class FailedSeed extends Exception {
  private static final long serialVersionUID = 1L;

  FailedSeed(long seed) {
    super("%d; to replay it alone: -D%s=%d".formatted(seed, RandomSeedsProvider.PROPERTY, seed));
  }

  /** Where it was attached is of no interest. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
