package io.harrier.model;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Which users a release in canary decides. Every user has a bucket of 0 to 99 for good: the CRC-32
 * (ISO 3309, as in zip and Python's {@code zlib.crc32}) of the user id in UTF-8, modulo 100. A
 * canary of p percent decides the users of the buckets below p. So a greater share only adds users,
 * and anybody can say which.
 */
public final class CanaryShare {
  private static final int BUCKETS = 100;

  private CanaryShare() {}

  /** 0 to 99. */
  public static int bucketOf(String userId) {
    CRC32 crc = new CRC32();
    crc.update(userId.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % BUCKETS);
  }

  /**
   * Whether a canary decides this user.
   *
   * @param percent 0 to 100
   */
  public static boolean includes(String userId, int percent) {
    return bucketOf(userId) < percent;
  }
}
