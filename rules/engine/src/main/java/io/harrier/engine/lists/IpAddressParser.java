package io.harrier.engine.lists;

/**
 * Reads the text of an IP address: four decimal numbers, or the forms of RFC 4291, 2.2. Never asks
 * a name server, which {@code InetAddress.getByName} does with what is no address.
 */
final class IpAddressParser {
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final long IPV4_MAPPED = 0xffffL << 32;
  private static final int MAX_LENGTH = 45;

  private IpAddressParser() {}

  /** Null if the text is no address. */
  static IpPrefix parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    if (text.indexOf(':') >= 0) {
      return ipv6(text);
    }
    long address = ipv4(text, 0);
    return address < 0 ? null : new IpPrefix(0, IPV4_MAPPED | address, IpPrefix.BITS);
  }

  private static IpPrefix ipv6(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      if (colon < 0 && text.indexOf('.', at) >= 0) {
        long address = ipv4(text, at);
        if (address < 0 || count > GROUPS - 2) {
          return null;
        }
        groups[count++] = (int) (address >>> GROUP_BITS);
        groups[count++] = (int) (address & 0xffff);
        break;
      }
      int end = colon < 0 ? text.length() : colon;
      int group = group(text, at, end);
      if (group < 0 || count == GROUPS) {
        return null;
      }
      groups[count++] = group;
      if (colon < 0) {
        break;
      }
      at = colon + 1;
      if (at == text.length()) {
        return null;
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        at++;
      }
    }
    if (gap < 0 ? count != GROUPS : count == GROUPS) {
      return null;
    }
    return joined(groups, count, gap < 0 ? count : gap);
  }

  /** The groups, with zeros where the gap is. */
  private static IpPrefix joined(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < count; i++) {
      int place = i < gap ? i : GROUPS - count + i;
      int shift = (GROUPS / 2 - 1 - place % (GROUPS / 2)) * GROUP_BITS;
      if (place < GROUPS / 2) {
        high |= (long) groups[i] << shift;
      } else {
        low |= (long) groups[i] << shift;
      }
    }
    return new IpPrefix(high, low, IpPrefix.BITS);
  }

  private static int group(String text, int from, int to) {
    if (from == to || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** The four numbers from a position to the end, as one; -1 if they are not there. */
  private static long ipv4(String text, int from) {
    long address = 0;
    int numbers = 0;
    int at = from;
    while (at <= text.length()) {
      int point = text.indexOf('.', at);
      int end = point < 0 ? text.length() : point;
      int number = number(text, at, end);
      if (number < 0 || ++numbers > 4) {
        return -1;
      }
      address = address << 8 | number;
      at = end + 1;
    }
    return numbers == 4 ? address : -1;
  }

  private static int number(String text, int from, int to) {
    if (from == to || to - from > 3) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = 10 * value + c - '0';
    }
    return value <= 255 ? value : -1;
  }
}
