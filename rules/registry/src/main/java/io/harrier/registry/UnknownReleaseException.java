package io.harrier.registry;

/** No release has that id. */
public final class UnknownReleaseException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public UnknownReleaseException(String releaseId) {
    super("there is no release " + releaseId + ": a release is called name@version");
  }
}
