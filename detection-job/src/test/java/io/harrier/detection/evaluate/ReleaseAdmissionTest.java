package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.signature.KeyFile;
import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.engine.signature.ReleaseStatement;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseAdmissionTest {
  private final KeyPair keys = KeyFile.generate();
  private final List<String> refused = new ArrayList<>();
  private final ReleaseAdmission admission =
      new ReleaseAdmission(ReleaseTrust.in(List.of(keys.getPublic())), refused::add);

  @Test
  void aRefusedChangeIsToldOnceAndLeavesWhatWasAdmitted() {
    PublishedRelease good = signed(1);
    PublishedRelease tampered = with(2, "mallory", good.signature());

    assertThat(admission.admits(good)).isTrue();
    assertThat(admission.admits(tampered)).isFalse();
    assertThat(admission.admits(tampered)).isFalse();
    assertThat(admission.admits(good)).isTrue();

    assertThat(refused).singleElement().asString().startsWith("release r@1 is refused");
  }

  @Test
  void nobodyIsToldOfOneThatWaitsAndIsNotSigned() {
    PublishedRelease waits =
        References.release("r@1", ReleaseState.VALIDATED, PublishedRelease.NEVER, "content", 1);

    assertThat(admission.admits(waits)).isFalse();
    assertThat(refused).isEmpty();
  }

  @Test
  void whoTrustsAnybodyAdmitsAnything() {
    assertThat(
            new ReleaseAdmission(ReleaseTrust.inAnybody(), refused::add)
                .admits(with(1, null, new byte[0])))
        .isTrue();
  }

  private PublishedRelease signed(long position) {
    PublishedRelease unsigned = with(position, "bob", new byte[0]);
    return with(
        position, "bob", new ReleaseSigner(keys.getPrivate()).sign(ReleaseStatement.of(unsigned)));
  }

  private static PublishedRelease with(long position, String approver, byte[] signature) {
    PublishedRelease plain = References.release("r@1", ReleaseState.LIVE, 0, "content", position);
    return new PublishedRelease(
        plain.releaseId(),
        plain.state(),
        plain.activeFrom(),
        plain.contentHash(),
        plain.bundle(),
        plain.position(),
        0,
        List.of(),
        "ann",
        approver,
        signature);
  }
}
