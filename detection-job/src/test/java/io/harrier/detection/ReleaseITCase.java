package io.harrier.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.detection.evaluate.BundleLoader;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.signature.KeyFile;
import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.engine.signature.ReleaseStatement;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job decides by releases as they come from the compiler. */
class ReleaseITCase {
  private static final long T = 1_700_000_000_000L;

  @TempDir Path directory;

  @Test
  void aReleaseDecidesFromItsActivationAndABrokenOneNever() throws Exception {
    CompiledRelease compiled =
        new ReleaseCompiler()
            .compile(Path.of(ReleaseITCase.class.getResource("/releases/large").toURI()));
    try (RunningJob job = RunningJob.start(directory, 0, new BundleLoader())) {
      job.publish(live("large@1", 0, compiled.contentHash(), compiled.bundle(), 1));
      job.publish(live("large@2", T + 10, compiled.contentHash(), compiled.bundle(), 2));
      job.publish(live("large@3", T + 20, compiled.contentHash(), new byte[] {1, 2, 3}, 3));
      job.publish(new RiskScore("ann", 0.7, "seen before", 4, T, 4));
      job.publishSnapshotMarks();

      job.send(payment("t1", T));
      job.send(payment("t2", T + 10));
      job.send(payment("t3", T + 20));
      job.send(payment("t3", T + 20));

      assertThat(job.read(Topic.DECISIONS, 3))
          .extracting(record -> DecisionJson.decode(record.value()))
          .extracting(Decision::transactionId, Decision::release)
          .containsExactly(tuple("t1", "large@1"), tuple("t2", "large@2"), tuple("t3", "large@2"));
      assertThat(job.read(Topic.ALERTS, 3))
          .extracting(record -> AlertJson.decode(record.value()))
          .extracting(Alert::transactionId, Alert::ruleId, alert -> alert.evidence().riskVersion())
          .containsExactly(
              tuple("t1", "large-payment", 4L),
              tuple("t2", "large-payment", 4L),
              tuple("t3", "large-payment", 4L));
      assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    }
  }

  @Test
  void onlyWhatTheRegistrySignedDecides() throws Exception {
    CompiledRelease compiled =
        new ReleaseCompiler()
            .compile(Path.of(ReleaseITCase.class.getResource("/releases/large").toURI()));
    KeyPair keys = KeyFile.generate();
    Path publicKey = directory.resolve("key.pem");
    KeyFile.writePublic(publicKey, keys.getPublic());
    PublishedRelease good = signed(live("large@1", 0, compiled, 1), keys);
    try (RunningJob job =
        RunningJob.start(directory, 0, new BundleLoader(), "--release-keys=" + publicKey)) {
      job.publish(good);
      // Unsigned, by another key, replayed as a later version, and a change of what is in force.
      job.publish(live("large@2", 1, compiled, 2));
      job.publish(signed(live("large@3", 2, compiled, 3), KeyFile.generate()));
      job.publish(signedBy(good.signature(), live("large@4", 0, compiled, 4)));
      job.publish(signedBy(good.signature(), live("large@1", 5, compiled, 5)));
      job.publishSnapshotMarks();

      job.send(payment("t1", T));

      assertThat(job.read(Topic.DECISIONS, 1))
          .extracting(record -> DecisionJson.decode(record.value()))
          .extracting(Decision::transactionId, Decision::release)
          .containsExactly(tuple("t1", "large@1"));
      assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    }
  }

  @Test
  void aCanaryDecidesAndARuleIsSwitchedOff() throws Exception {
    CompiledRelease compiled =
        new ReleaseCompiler()
            .compile(Path.of(ReleaseITCase.class.getResource("/releases/large").toURI()));
    try (RunningJob job = RunningJob.start(directory, 0, new BundleLoader())) {
      job.publish(live("large@1", 0, compiled.contentHash(), compiled.bundle(), 1));
      job.publish(
          new PublishedRelease(
              "large@2",
              ReleaseState.CANARY,
              T + 10,
              compiled.contentHash(),
              compiled.bundle(),
              2,
              100,
              List.of("large-payment"),
              null,
              null,
              new byte[0]));
      job.publishSnapshotMarks();

      job.send(payment("t1", T));
      job.send(payment("t2", T + 10));

      assertThat(job.read(Topic.DECISIONS, 2))
          .extracting(record -> DecisionJson.decode(record.value()))
          .extracting(Decision::transactionId, Decision::release, Decision::score)
          .containsExactly(tuple("t1", "large@1", 40), tuple("t2", "large@2", 0));
      assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    }
  }

  private static PublishedRelease live(
      String releaseId, long activeFrom, CompiledRelease compiled, long position) {
    return signedBy(
        new byte[0],
        live(releaseId, activeFrom, compiled.contentHash(), compiled.bundle(), position));
  }

  private static PublishedRelease signed(PublishedRelease release, KeyPair keys) {
    return signedBy(
        new ReleaseSigner(keys.getPrivate()).sign(ReleaseStatement.of(release)), release);
  }

  private static PublishedRelease signedBy(byte[] signature, PublishedRelease release) {
    return new PublishedRelease(
        release.releaseId(),
        release.state(),
        release.activeFrom(),
        release.contentHash(),
        release.bundle(),
        release.position(),
        0,
        List.of(),
        "ann",
        "bob",
        signature);
  }

  private static PublishedRelease live(
      String releaseId, long activeFrom, String contentHash, byte[] bundle, long position) {
    return new PublishedRelease(
        releaseId, ReleaseState.LIVE, activeFrom, contentHash, bundle, position);
  }

  private static Transaction payment(String id, long eventTime) {
    return Transaction.builder(id, "ann", eventTime).amount(50_000, "EUR").build();
  }
}
