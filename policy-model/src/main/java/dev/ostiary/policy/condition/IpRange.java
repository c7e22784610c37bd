package dev.ostiary.policy.condition;

import java.util.Arrays;
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
