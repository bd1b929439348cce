package io.harrier.engine.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {

  @Test
  void readsAnyAddressThatJavaWrites() throws UnknownHostException {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        if (random.nextInt(3) == 0) {
          bytes[j] = 0;
        }
      }
      InetAddress address = InetAddress.getByAddress(bytes);

      IpPrefix read = IpPrefix.ofAddress(address.getHostAddress());

      assertThat(read).as(address.getHostAddress()).isNotNull();
      ByteBuffer expected = ByteBuffer.allocate(16);
      if (address.getAddress().length == 4) {
        expected.putLong(0).putInt(0xffff);
      }
      expected.put(address.getAddress()).flip();
      assertThat(read.high()).isEqualTo(expected.getLong());
      assertThat(read.low()).isEqualTo(expected.getLong());
      assertThat(read.isIpv4()).isEqualTo(address.getAddress().length == 4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "::, 0:0:0:0:0:0:0:0",
    "::1, 0:0:0:0:0:0:0:1",
    "1::, 1:0:0:0:0:0:0:0",
    "2001:DB8::8:800:200C:417A, 2001:db8:0:0:8:800:200c:417a",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "::ffff:203.0.113.7, 203.0.113.7",
    "::FFFF:cb00:7107, 203.0.113.7",
    "64:ff9b::192.0.2.33, 64:ff9b:0:0:0:0:c000:221"
  })
  void readsEveryWayToWriteAnAddress(String text, String same) {
    assertThat(IpPrefix.ofAddress(text)).isNotNull().isEqualTo(IpPrefix.ofAddress(same));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.4 ",
        "1..2.3",
        "1.2.3.",
        "1.2.3.0004",
        "1.2.3.-4",
        "١.2.3.4",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3.4:5",
        "1.2.3.4/24",
        "1111:1111:1111:1111:1111:1111:255.255.255.2555"
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(IpPrefix.ofAddress(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/a",
        "::/129",
        "x/8"
      })
  void whatIsNoPrefixIsRefused(String text) {
    assertThatThrownBy(() -> IpPrefix.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("203.0.113.0/24");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7/32, 203.0.113.6, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8:0:0:8000::/65, 2001:db8::8000:0:0:1, true",
    "2001:db8:0:0:8000::/65, 2001:db8::1, false",
    "::1/128, ::1, true"
  })
  void aPrefixHoldsAnAddress(String prefix, String address, boolean held) {
    assertThat(IpPrefix.of(prefix).contains(IpPrefix.ofAddress(address))).isEqualTo(held);
  }
}
