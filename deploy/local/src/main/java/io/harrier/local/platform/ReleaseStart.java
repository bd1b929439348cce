package io.harrier.local.platform;

import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.registry.ApprovalPolicy;
import io.harrier.registry.Approvals;
import io.harrier.registry.Publication;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseArtifact;
import io.harrier.registry.ReleaseRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What a start of the platform does to releases: how they are approved, and that there is one. */
final class ReleaseStart {
  /** Who approves on a platform that does so by itself. */
  static final String AUTOMATIC_APPROVER = "trial-platform";

  private static final String AUTHOR = "harrier";

  private final DataSource database;
  private final Supplier<ReleaseSigner> signer;
  private final String operator;

  /**
   * @param signer asked for only if something is to be published
   * @param operator who starts the platform
   */
  ReleaseStart(DataSource database, Supplier<ReleaseSigner> signer, String operator) {
    this.database = database;
    this.signer = signer;
    this.operator = operator;
  }

  /** A platform keeps its policy until four eyes are asked for; a new one approves by itself. */
  void settlePolicy(boolean fourEyes) {
    ApprovalPolicy policy = new ApprovalPolicy(database);
    if (fourEyes && (policy.automaticApprover().isPresent() || !policy.isChosen())) {
      policy.requireFourEyes(operator);
    } else if (!fourEyes && !policy.isChosen()) {
      policy.approveAutomatically(AUTOMATIC_APPROVER, operator);
    }
  }

  /**
   * Gives an empty registry the shipped release, so that something is looked for from the start.
   *
   * @return the live releases, for people
   */
  String ensureShipped() {
    ReleaseRegistry registry = new ReleaseRegistry(database);
    if (registry.list().isEmpty()) {
      publish(registry.signingWith(signer.get()), ShippedArtifact.load());
    }
    String live =
        registry.live().stream().map(Release::releaseId).collect(Collectors.joining(", "));
    if (!live.isEmpty()) {
      return live
          + " is live; what is published "
          + new ApprovalPolicy(database)
              .automaticApprover()
              .map(name -> "is approved automatically, by " + name)
              .orElse("waits for the approval of a second person");
    }
    return registry.list().isEmpty()
        ? "none is live: ./harrier rules publish FOLDER"
        : "none is live: approve one, ./harrier rules list shows them";
  }

  private void publish(ReleaseRegistry registry, ReleaseArtifact shipped) {
    Optional<Instant> always = Optional.of(Instant.EPOCH);
    Publication publication = registry.publish(shipped, AUTHOR, always);
    if (publication.waitsForApproval() && !operator.equalsIgnoreCase(AUTHOR)) {
      String releaseId = publication.release().releaseId();
      new Approvals(database).approve(releaseId, operator, Optional.of("shipped with Harrier"));
      registry.promote(releaseId, operator, always);
    }
  }
}
