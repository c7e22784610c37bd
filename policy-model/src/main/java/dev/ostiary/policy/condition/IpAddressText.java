package dev.ostiary.policy.condition;

import org.jspecify.annotations.Nullable;

/** Reads IP addresses by value. Never resolves names, which {@code InetAddress} would do. */
final class IpAddressText {
    private static final int GROUPS = 8;

    private IpAddressText() {}

    /** {@return 4 or 16 bytes, null when the text is not an address} */
    static byte @Nullable [] parse(String text) {
        return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
    }

    private static byte @Nullable [] parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean number = part.length() <= 3 && DecimalText.areDigits(part, 0, part.length());
            // a leading zero is octal for some programs: two readings, so no address
            if (!number || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
                return null;
            }
            address[i] = (byte) Integer.parseInt(part);
        }
        return address;
    }

    private static byte @Nullable [] parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return readGroups(text, groups, 0) == GROUPS ? bytes(groups) : null;
        }
        String left = text.substring(0, gap);
        String right = text.substring(gap + 2);
        int[] tail = new int[GROUPS];
        int before = left.isEmpty() ? 0 : left.indexOf('.') >= 0 ? -1 : readGroups(left, groups, 0);
        int after = right.isEmpty() ? 0 : readGroups(right, tail, 0);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return bytes(groups);
    }

    /** {@return how many groups were read, -1 when the text is not a list of groups} */
    private static int readGroups(String text, int[] groups, int from) {
        String[] parts = text.split(":", -1);
        int count = from;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                byte[] v4 = parseV4(part);
                if (v4 == null || count + 2 > GROUPS) {
                    return -1;
                }
                groups[count++] = (v4[0] & 0xff) << 8 | v4[1] & 0xff;
                groups[count++] = (v4[2] & 0xff) << 8 | v4[3] & 0xff;
            } else if (count < GROUPS && isHex(part)) {
                groups[count++] = Integer.parseInt(part, 16);
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isHex(String part) {
        return !part.isEmpty()
                && part.length() <= 4
                && part.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
    }

    private static byte[] bytes(int[] groups) {
        byte[] address = new byte[16];
        for (int i = 0; i < GROUPS; i++) {
            address[2 * i] = (byte) (groups[i] >>> 8);
            address[2 * i + 1] = (byte) groups[i];
        }
        return address;
    }
}
