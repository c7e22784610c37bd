package dev.ostiary.gateway.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The data port and its bounds. Every bound is per process unless it says otherwise. */
@ConfigMapping(prefix = "ostiary.http")
public interface HttpSettings {
    /** Address to listen on, for both ports. */
    @WithDefault("0.0.0.0")
    String host();

    /** Plaintext port (HTTP/1.1, and HTTP/2 with prior knowledge). 0 takes a free one. */
    @WithDefault("8080")
    int port();

    /** TLS port (ALPN {@code h2}, {@code http/1.1}); opened only when {@link #tlsCertificate()} is set. 0 takes a free one. */
    @WithDefault("8443")
    int tlsPort();

    /** PEM file with the certificate and its chain, leaf first. Without it there is no TLS port. */
    Optional<Path> tlsCertificate();

    /** PEM file (PKCS #8) with the private key of {@link #tlsCertificate()}; both or none, else the start is refused. */
    Optional<Path> tlsKey();

    /**
     * CIDRs of the proxies whose {@code X-Forwarded-For} is believed, for example {@code 10.0.0.0/8}. Empty: the client is whoever
     * opened the connection. A malformed one refuses the start.
     */
    Optional<List<String>> trustedProxies();

    /** Longest request body; one byte more is 413. */
    @WithDefault("25M")
    MemorySize maxBodySize();

    /**
     * Longest request line, and longest sum of all header lines, in bytes; longer ones are 414 and 431, and so are more
     * than 100 header lines of any length (431). HTTP/2 counts 32 bytes more for each line; up to twice as much is taken into memory,
     * and advertised, to be refused properly.
     */
    @WithDefault("32K")
    MemorySize maxHeaderSize();

    /** From the first byte of a request (on a new connection: from its opening) to the end of its head; TLS handshake included. */
    @WithDefault("10S")
    Duration headerTimeout();

    /** Longest time without a byte while a request body is being read. */
    @WithDefault("15S")
    Duration bodyIdleTimeout();

    /** Longest time in which a client that owes us reading takes not one byte of its answer. */
    @WithDefault("60S")
    Duration writeIdleTimeout();

    /** How long running exchanges may go on after SIGTERM. */
    @WithDefault("60S")
    Duration shutdownTimeout();

    /** Longest time that a connection may stay open between two requests. */
    @WithDefault("1H")
    Duration keepAliveTimeout();

    /** Open connections; over it the one that has been idle longest is closed. */
    @WithDefault("20000")
    int maxConnections();

    /** Requests being answered at the same time; the next one gets 503 with {@code Retry-After}. */
    @WithDefault("10000")
    int maxExchanges();

    /** Request bodies in memory, all together. Absent: 40 % of the maximum heap. Over it the newest request gets 503. */
    Optional<MemorySize> maxBufferedBodies();
}
