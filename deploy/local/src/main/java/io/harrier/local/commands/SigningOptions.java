package io.harrier.local.commands;

import io.harrier.local.platform.SigningKeys;
import io.harrier.registry.ReleaseRegistry;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which registry a command works on that lets jobs load releases, and the key that signs them. */
final class SigningOptions {
  @Mixin private RegistryOptions options;

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      description =
          "PEM file of the private key that signs what jobs may load; the one of the data directory"
              + " where omitted.")
  private Path signingKey;

  RegistryOptions registryOptions() {
    return options;
  }

  ReleaseRegistry registry() {
    ReleaseRegistry registry = options.registryInStreamTime(); // says first if nothing runs
    Path key = signingKey == null ? options.directory().signingKey() : signingKey;
    return registry.signingWith(SigningKeys.signer(key));
  }
}
