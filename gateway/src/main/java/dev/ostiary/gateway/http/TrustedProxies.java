package dev.ostiary.gateway.http;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who called, when proxies stand in between. {@code X-Forwarded-For} is read from the right: each entry was appended by the
 * proxy after it, so it is believed as long as that proxy is trusted. What stands further left, any client can invent.
 */
final class TrustedProxies {
    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** The first of these that is neither an address nor a CIDR. */
    static Optional<String> findMalformed(List<String> cidrs) {
        return cidrs.stream().filter(cidr -> Block.read(cidr) == null).findFirst();
    }

    /** @throws IllegalArgumentException when one is not an address or CIDR */
    static TrustedProxies parse(List<String> cidrs) {
        return new TrustedProxies(cidrs.stream().map(Block::parse).toList());
    }

    /** The first address from the right that is not a trusted proxy, or the leftmost one when all are. */
    InetAddress client(InetAddress socket, MultiMap headers) {
        if (blocks.isEmpty() || !contains(socket)) {
            return socket;
        }
        var client = socket;
        var entries = String.join(",", headers.getAll("X-Forwarded-For")).split(",", -1);
        for (int i = entries.length - 1; i >= 0; i--) {
            var next = literal(entries[i].strip());
            if (next == null) {
                return client;
            }
            client = next;
            if (!contains(client)) {
                return client;
            }
        }
        return client;
    }

    private boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return blocks.stream().anyMatch(block -> block.contains(bytes));
    }

    /** An address literal, with or without a port; null for anything else. Never asks DNS. */
    private static @Nullable InetAddress literal(String text) {
        String bare = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            bare = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            bare = text.substring(0, text.indexOf(':'));
        }
        byte[] bytes = bare.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(bare);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Netty made an address of wrong length", impossible);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by contains only
    private record Block(byte[] address, int bits) {
        static Block parse(String cidr) {
            var block = read(cidr);
            if (block == null) {
                throw new IllegalArgumentException("ostiary.http.trusted-proxies: `" + cidr
                        + "` is not a CIDR, expected something like 10.0.0.0/8 or fd00::/8");
            }
            return block;
        }

        /** Null when malformed. Blanks around it are those of a list written with a comma and a blank. */
        static @Nullable Block read(String written) {
            String cidr = written.strip();
            int slash = cidr.indexOf('/');
            var address = literal(slash < 0 ? cidr : cidr.substring(0, slash));
            if (address == null || (cidr.indexOf(':') > 0 && cidr.indexOf('.') > 0)) {
                return null;
            }
            int longest = address.getAddress().length * 8;
            var length = slash < 0 ? Integer.toString(longest) : cidr.substring(slash + 1);
            if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > longest) {
                return null;
            }
            return new Block(address.getAddress(), Integer.parseInt(length));
        }

        boolean contains(byte[] candidate) {
            if (candidate.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (candidate[i] != address[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            int mask = 0xFF << (8 - rest) & 0xFF;
            return rest == 0 || (candidate[whole] & mask) == (address[whole] & mask);
        }
    }
}
