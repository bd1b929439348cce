package io.harrier.faults;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.history.StreamClock;
import io.harrier.local.history.StreamTime;
import io.harrier.local.platform.ShippedReleaseCompiler;
import io.harrier.local.platform.SigningKeys;
import io.harrier.registry.Approvals;
import io.harrier.registry.ReleaseArtifact;
import io.harrier.registry.ReleaseRegistry;
import io.harrier.registry.TransactionTime;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What people change while payments flow, such that alerts are the same as without: releases that
 * differ in a rule that never fires, and the scores of users who pay nothing.
 */
public final class Changes {
  private static final String ANALYST = "ann";
  private static final String COLLEAGUE = "bob";

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final DataDirectory directory;
  private final Endpoints endpoints;
  private final RiskScores scores;
  private int releases;

  private Changes(DataDirectory directory, Endpoints endpoints) {
    this.directory = directory;
    this.endpoints = endpoints;
    database.setURL(endpoints.postgres());
    scores = RiskScores.of(endpoints);
  }

  public static Changes of(Trial trial) {
    return new Changes(trial.directory(), trial.endpoints());
  }

  /** In the time that the transactions have reached by now. */
  private ReleaseRegistry registry() {
    InstantSource machine = InstantSource.system();
    StreamClock stream =
        new StreamClock(machine, () -> StreamTime.behind(endpoints.kafka(), machine));
    return new ReleaseRegistry(database, TransactionTime.notAheadOf(machine, stream))
        .signingWith(SigningKeys.signer(directory.signingKey()));
  }

  /** Lets another release decide. */
  public void swapRelease() throws IOException, InvalidReleaseException {
    registry().promote(submit(), COLLEAGUE, Optional.empty());
  }

  /** Lets another release decide for a share of the users, then for another share, then for all. */
  public void changeCanary(int percent, int nextPercent)
      throws IOException, InvalidReleaseException {
    String canary = submit();
    registry().canary(canary, percent, COLLEAGUE);
    registry().canary(canary, nextPercent, COLLEAGUE);
    registry().promote(canary, COLLEAGUE, Optional.empty());
  }

  /** A release that somebody else has approved; its id. */
  private String submit() throws IOException, InvalidReleaseException {
    String releaseId = registry().store(neverFiring(++releases), ANALYST).releaseId();
    new Approvals(database).approve(releaseId, COLLEAGUE, Optional.empty());
    return releaseId;
  }

  private static ReleaseArtifact neverFiring(int number)
      throws IOException, InvalidReleaseException {
    String rule =
        """
        rule "Never %d" @id("never-%d") @severity("LOW") @description("No payment is as large.")
        when
          Transaction( amount > 90000000000 )
        then
          alert( 1, "never" );
        end
        """
            .formatted(number, number);
    return ShippedReleaseCompiler.compile(Map.of("never.drl", rule));
  }

  /** Changes so many scores at once, and waits until they are where the jobs read them. */
  public void floodScores(int count) throws Exception {
    scores.change(count);
    scores.awaitEqual();
  }
}
