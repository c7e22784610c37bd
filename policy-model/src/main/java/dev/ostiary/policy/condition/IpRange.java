package dev.ostiary.policy.condition;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses: {@code address[/prefix]}, one address without a prefix. Host bits behind the prefix are
 * ignored. IPv4 and IPv6 never contain each other.
 */
public final class IpRange {
    private final byte[] network;
    private final int prefix;

    private IpRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** {@return the range, null when the text is not one} */
    public static @Nullable IpRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = IpAddressText.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.length * 8;
        if (slash < 0) {
            return new IpRange(address, bits);
        }
        String digits = text.substring(slash + 1);
        if (digits.length() > 3 || !DecimalText.areDigits(digits, 0, digits.length())) {
            return null;
        }
        int prefix = Integer.parseInt(digits);
        return prefix > bits ? null : new IpRange(address, prefix);
    }

    /** {@return whether the text is an address inside this range; false when it is not an address} */
    public boolean containsAddress(String text) {
        byte[] address = IpAddressText.parse(text);
        return address != null && contains(address, address.length * 8);
    }

    /** {@return whether every address of the other range is in this one} */
    public boolean contains(IpRange other) {
        return contains(other.network, other.prefix);
    }

    /** {@return whether there are bits set behind the prefix, which IAM ignores} */
    public boolean hasHostBits() {
        for (int bit = prefix; bit < network.length * 8; bit++) {
            if ((network[bit / 8] & 0x80 >>> bit % 8) != 0) {
                return true;
            }
        }
        return false;
    }

    /** {@return the first address of this range and the first one behind it, when there is one; for whoever compares ranges} */
    public List<String> borders() {
        byte[] first = network.clone();
        for (int bit = prefix; bit < network.length * 8; bit++) {
            first[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
        }
        BigInteger behind = new BigInteger(1, first).add(BigInteger.ONE.shiftLeft(network.length * 8 - prefix));
        boolean last = behind.bitLength() > network.length * 8;
        String start = text(new BigInteger(1, first), network.length);
        return last ? List.of(start) : List.of(start, text(behind, network.length));
    }

    private static String text(BigInteger address, int bytes) {
        int groups = bytes == 4 ? 4 : 8;
        int bits = bytes * 8 / groups;
        BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        StringBuilder text = new StringBuilder();
        for (int i = groups - 1; i >= 0; i--) {
            text.append(address.shiftRight(i * bits).and(mask).toString(bytes == 4 ? 10 : 16));
            text.append(i == 0 ? "" : bytes == 4 ? "." : ":");
        }
        return text.toString();
    }

    private boolean contains(byte[] address, int bits) {
        if (address.length != network.length || bits < prefix) {
            return false;
        }
        int whole = prefix / 8;
        int rest = prefix % 8;
        int mask = 0xff << (8 - rest) & 0xff;
        return Arrays.equals(network, 0, whole, address, 0, whole)
                && (rest == 0 || (network[whole] & mask) == (address[whole] & mask));
    }
}
