package io.harrier.engine.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.bundle.ContentHash;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseVerifierTest {
  private static final KeyPair KEYS = KeyFile.generate();
  private static final ReleaseVerifier VERIFIER = new ReleaseVerifier(List.of(KEYS.getPublic()));
  private static final byte[] BUNDLE = "content".getBytes(UTF_8);
  private static final PublishedRelease GOOD =
      signed(
          KEYS,
          release("r@1", ReleaseState.LIVE, 5, BUNDLE, ContentHash.of(BUNDLE), 0, "ann", "bob"));

  @Test
  void acceptsWhatTheRegistrySigned() {
    assertThatCode(() -> VERIFIER.verify(GOOD)).doesNotThrowAnyException();
    PublishedRelease canary =
        release("r@1", ReleaseState.CANARY, 5, BUNDLE, ContentHash.of(BUNDLE), 9, "ann", "bob");
    assertThatCode(() -> VERIFIER.verify(signed(KEYS, canary))).doesNotThrowAnyException();
  }

  @Test
  void aShadowNeedsNoApproval() {
    PublishedRelease shadow =
        signed(
            KEYS,
            release("r@1", ReleaseState.SHADOW, 5, BUNDLE, ContentHash.of(BUNDLE), 0, "ann", null));

    assertThatCode(() -> VERIFIER.verify(shadow)).doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                VERIFIER.verify(with(shadow, "r@1", ReleaseState.LIVE, 5, BUNDLE, 0, "ann", "bob")))
        .isInstanceOf(InvalidSignatureException.class)
        .hasMessageContaining("another");
  }

  @Test
  void aRuleIsSwitchedOffWithoutAKey() {
    PublishedRelease switched =
        new PublishedRelease(
            GOOD.releaseId(),
            GOOD.state(),
            GOOD.activeFrom(),
            GOOD.contentHash(),
            GOOD.bundle(),
            99,
            0,
            List.of("a-rule"),
            GOOD.author(),
            GOOD.approver(),
            GOOD.signature());

    assertThatCode(() -> VERIFIER.verify(switched)).doesNotThrowAnyException();
  }

  static Stream<Arguments> forgeries() {
    byte[] other = "other".getBytes(UTF_8);
    PublishedRelease unsigned =
        release("r@1", ReleaseState.LIVE, 5, BUNDLE, ContentHash.of(BUNDLE), 0, "ann", "bob");
    PublishedRelease alone =
        release("r@1", ReleaseState.LIVE, 5, BUNDLE, ContentHash.of(BUNDLE), 0, "ann", "Ann ");
    return Stream.of(
        Arguments.of(
            "replayed as another version",
            with(GOOD, "r@2", ReleaseState.LIVE, 5, BUNDLE, 0, "ann", "bob"),
            "another version"),
        Arguments.of(
            "replayed at another time",
            with(GOOD, "r@1", ReleaseState.LIVE, 6, BUNDLE, 0, "ann", "bob"),
            "activation"),
        Arguments.of(
            "changed bytes",
            with(GOOD, "r@1", ReleaseState.LIVE, 5, other, 0, "ann", "bob"),
            "SHA-256"),
        Arguments.of(
            "changed bytes and hash",
            signedBy(
                GOOD,
                release(
                    "r@1", ReleaseState.LIVE, 5, other, ContentHash.of(other), 0, "ann", "bob")),
            "content"),
        Arguments.of(
            "changed approver",
            with(GOOD, "r@1", ReleaseState.LIVE, 5, BUNDLE, 0, "ann", "carl"),
            "approver"),
        Arguments.of(
            "changed author",
            with(GOOD, "r@1", ReleaseState.LIVE, 5, BUNDLE, 0, "dan", "bob"),
            "author"),
        Arguments.of(
            "a live one made a canary",
            with(GOOD, "r@1", ReleaseState.CANARY, 5, BUNDLE, 100, "ann", "bob"),
            "state"),
        Arguments.of(
            "no approver",
            with(GOOD, "r@1", ReleaseState.LIVE, 5, BUNDLE, 0, "ann", null),
            "nobody approved it"),
        Arguments.of("approved by its author", signed(KEYS, alone), "its author ann approved it"),
        Arguments.of("a foreign key", signed(KeyFile.generate(), unsigned), "another key"),
        Arguments.of("no signature", unsigned, "not signed"),
        Arguments.of("no Ed25519 signature", signedBy(new byte[] {1, 2}, unsigned), "another key"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesForgeries(String what, PublishedRelease forged, String reason) {
    assertThatThrownBy(() -> VERIFIER.verify(forged))
        .isInstanceOf(InvalidSignatureException.class)
        .hasMessageStartingWith("release " + forged.releaseId() + " is refused: ")
        .hasMessageContaining(reason);
  }

  @Test
  void aSecondKeyTakesOverFromTheFirst() {
    KeyPair next = KeyFile.generate();
    ReleaseVerifier both = new ReleaseVerifier(List.of(next.getPublic(), KEYS.getPublic()));

    assertThatCode(() -> both.verify(GOOD)).doesNotThrowAnyException();
    assertThatCode(() -> both.verify(signed(next, GOOD))).doesNotThrowAnyException();
  }

  @Test
  void noTwoStatementsShareAText() {
    assertThat(new CanonicalText("k").field("a,1:b").field(null).toString())
        .isEqualTo("k,5:a,1:b,-,");
    assertThat(new CanonicalText("k").field("ü").field("").field(7).toString())
        .isEqualTo("k,2:ü,0:,1:7,");
  }

  private static PublishedRelease release(
      String id,
      ReleaseState state,
      long activeFrom,
      byte[] bundle,
      String hash,
      int percent,
      String author,
      String approver) {
    return new PublishedRelease(
        id, state, activeFrom, hash, bundle, 1, percent, List.of(), author, approver, new byte[0]);
  }

  /** Other words above the same signature. */
  private static PublishedRelease with(
      PublishedRelease signed,
      String id,
      ReleaseState state,
      long activeFrom,
      byte[] bundle,
      int percent,
      String author,
      String approver) {
    return signedBy(
        signed,
        release(id, state, activeFrom, bundle, signed.contentHash(), percent, author, approver));
  }

  private static PublishedRelease signed(KeyPair keys, PublishedRelease release) {
    return signedBy(
        new ReleaseSigner(keys.getPrivate()).sign(ReleaseStatement.of(release)), release);
  }

  private static PublishedRelease signedBy(PublishedRelease signed, PublishedRelease release) {
    return signedBy(signed.signature(), release);
  }

  private static PublishedRelease signedBy(byte[] signature, PublishedRelease release) {
    return new PublishedRelease(
        release.releaseId(),
        release.state(),
        release.activeFrom(),
        release.contentHash(),
        release.bundle(),
        release.position(),
        release.canaryPercent(),
        release.disabledRules(),
        release.author(),
        release.approver(),
        signature);
  }
}
