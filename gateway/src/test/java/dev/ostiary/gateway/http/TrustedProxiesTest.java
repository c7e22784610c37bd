package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static String client(List<String> cidrs, String socket, String... forwarded) throws UnknownHostException {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : forwarded) {
            headers.add("X-Forwarded-For", line);
        }
        return TrustedProxies.parse(cidrs)
                .client(InetAddress.getByName(socket), headers)
                .getHostAddress();
    }

    @ParameterizedTest(name = "{0} says `{1}`: {2}")
    @CsvSource({
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, 203.0.113.7, 203.0.113.7",
        "10.0.0.1, '1.2.3.4, 203.0.113.7', 203.0.113.7",
        "10.0.0.1, '203.0.113.7, 10.0.0.2', 203.0.113.7",
        "10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3",
        "10.0.0.1, '203.0.113.7, evil, 10.0.0.2', 10.0.0.2",
        "10.0.0.1, 'evil', 10.0.0.1",
        "10.0.0.1, '203.0.113.7:4711', 203.0.113.7",
        "10.0.0.1, '[2001:db8::1]:4711', 2001:db8:0:0:0:0:0:1",
        "10.0.0.1, 2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "10.0.0.1, ::ffff:203.0.113.7, 203.0.113.7",
        "10.0.0.1, localhost, 10.0.0.1",
        "10.0.0.1, fe80::1%eth0, 10.0.0.1",
        "192.0.2.1, 203.0.113.7, 192.0.2.1",
        "11.0.0.1, 203.0.113.7, 11.0.0.1",
    })
    void believesOnlyWhatATrustedProxyAppended(String socket, String forwarded, String expected) throws Exception {
        assertThat(client(List.of("10.0.0.0/8", "fd00::/8"), socket, forwarded)).isEqualTo(expected);
    }

    @Test
    void severalHeaderLinesAreOneList() throws UnknownHostException {
        assertThat(client(List.of("10.0.0.0/8"), "10.0.0.1", "1.2.3.4", "203.0.113.7"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void withoutProxiesItIsTheSocketsAddress() throws UnknownHostException {
        assertThat(client(List.of(), "10.0.0.1", "203.0.113.7")).isEqualTo("10.0.0.1");
    }

    @Test
    void prefixesEndAtTheirBit() throws UnknownHostException {
        var cidrs = List.of("192.168.4.0/22");

        assertThat(client(cidrs, "192.168.7.255", "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(client(cidrs, "192.168.8.0", "1.2.3.4")).isEqualTo("192.168.8.0");
        assertThat(client(cidrs, "192.168.3.255", "1.2.3.4")).isEqualTo("192.168.3.255");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "proxy.local",
                "::ffff:10.0.0.0/104",
                "fd00::/129"
            })
    void malformedCidrIsNamed(String cidr) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.parse(List.of(cidr)))
                .withMessageContaining("ostiary.http.trusted-proxies")
                .withMessageContaining("`" + cidr + "`");
    }
}
