package io.harrier.engine.lists;

/**
 * The first bits of an IP address. IPv4 is held as the addresses of IPv6 that it is mapped to (RFC
 * 4291, 2.5.5.2), so {@code ::ffff:203.0.113.7} and {@code 203.0.113.7} are one address.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param length how many of the bits count; the others are zero
 */
record IpPrefix(long high, long low, int length) {
  static final int BITS = 128;

  private static final int WORD = 64;
  private static final int IPV4_BITS = 32;
  private static final int IPV4_OFFSET = BITS - IPV4_BITS;
  private static final long IPV4_MAPPED = 0xffffL;

  /** The whole of an address, or {@code null} if the text is none. */
  static IpPrefix ofAddress(String text) {
    return IpAddressParser.parse(text);
  }

  /**
   * @param text in CIDR notation; an address alone is a prefix of all its bits
   * @throws IllegalArgumentException if it is none
   */
  static IpPrefix of(String text) {
    int slash = text.indexOf('/');
    IpPrefix address = ofAddress(slash < 0 ? text : text.substring(0, slash));
    int length = slash < 0 ? BITS : length(text.substring(slash + 1));
    if (slash >= 0 && length >= 0 && text.indexOf(':') < 0) {
      length = length > IPV4_BITS ? -1 : length + IPV4_OFFSET;
    }
    if (address == null || length < 0 || length > BITS) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no prefix of IP addresses, such as 203.0.113.0/24 or 2001:db8::/32");
    }
    return address.first(length);
  }

  private static int length(String digits) {
    return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
  }

  boolean isIpv4() {
    return length >= IPV4_OFFSET && high == 0 && low >>> IPV4_BITS == IPV4_MAPPED;
  }

  /** The bit at a position from 0, which must not be past the last. */
  boolean bit(int position) {
    long word = position < WORD ? high : low;
    return (word << (position % WORD)) < 0;
  }

  boolean contains(IpPrefix other) {
    return length <= other.length && commonLength(other) == length;
  }

  /** How many bits both begin with; at most the length of the shorter. */
  int commonLength(IpPrefix other) {
    long highDifference = high ^ other.high;
    int common =
        highDifference == 0
            ? WORD + Long.numberOfLeadingZeros(low ^ other.low)
            : Long.numberOfLeadingZeros(highDifference);
    return Math.min(common, Math.min(length, other.length));
  }

  /** The first bits of this. */
  IpPrefix first(int bits) {
    return new IpPrefix(high & mask(bits), low & mask(bits - WORD), bits);
  }

  private static long mask(int bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= WORD ? -1L : -1L << (WORD - bits);
  }
}
