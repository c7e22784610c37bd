package dev.ostiary.policy.reference;

import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions from the specification's section 4, on texts that the generators make (well-formed or plainly wrong). */
final class ReferenceCondition {
    private ReferenceCondition() {}

    static boolean holds(String name, KeyCondition key, boolean variables, boolean allow, RequestContext context) {
        String quantifier = name.startsWith("ForAllValues:") ? "all" : name.startsWith("ForAnyValue:") ? "any" : "";
        String rest = quantifier.isEmpty() ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = rest.endsWith("IfExists");
        String base = ifExists ? rest.substring(0, rest.length() - 8) : rest;
        boolean negated = base.contains("Not");
        String positive = base.replace("Not", "");
        ContextValue value = context.find(key.key().toLowerCase(Locale.ROOT));
        List<String> wanted = key.values().stream().map(ConditionValue::text).toList();
        if (!KNOWN.contains(positive)
                || (positive.equals("Null") && (ifExists || negated))
                || NEVER_NEGATED.contains(base)) {
            return !allow;
        }
        if (positive.equals("Null")) {
            boolean absent = value == null
                    || (value instanceof ContextValue.Multiple && value.all().isEmpty());
            return quantifier.equals("all")
                    || (quantifier.isEmpty() && wanted.stream().anyMatch(w -> w.equalsIgnoreCase("" + absent)));
        }
        Test test = v -> negated != wanted.stream().anyMatch(w -> matches(positive, v, w, variables, context));
        if (quantifier.equals("all")) {
            if (value == null || value.all().stream().allMatch(String::isEmpty)) {
                return true;
            }
            return wanted.isEmpty() ? negated && !allow : value.all().stream().allMatch(test::passes);
        }
        if (quantifier.equals("any")) {
            return value != null
                    && (!wanted.isEmpty() || (negated && !allow))
                    && value.all().stream().anyMatch(test::passes);
        }
        if (value == null) {
            return negated || ifExists;
        }
        return value instanceof ContextValue.Single single && test.passes(single.text());
    }

    private interface Test {
        boolean passes(String value);
    }

    private static final List<String> NEVER_NEGATED =
            List.of("NotBool", "BoolNot", "NotBinaryEquals", "BinaryNotEquals");
    private static final List<String> KNOWN = List.of(
            "StringEquals",
            "StringEqualsIgnoreCase",
            "StringLike",
            "NumericEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
            "DateEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
            "Bool",
            "BinaryEquals",
            "IpAddress",
            "ArnEquals",
            "ArnLike",
            "Null");

    private static boolean matches(
            String base, String value, String wanted, boolean variables, RequestContext context) {
        if (base.startsWith("String")) {
            Optional<List<Integer>> tokens = Tokens.substituted(wanted, variables, context);
            if (tokens.isEmpty()) {
                return false;
            }
            if (base.equals("StringLike")) {
                return Tokens.match(tokens.get(), value);
            }
            StringBuilder text = new StringBuilder();
            tokens.get().forEach(t -> text.appendCodePoint(t == Tokens.STAR ? '*' : t == Tokens.QUESTION ? '?' : t));
            return base.equals("StringEquals")
                    ? text.toString().equals(value)
                    : folded(text.toString()).equals(folded(value));
        }
        if (base.startsWith("Arn")) {
            return arn(value, wanted, variables, context);
        }
        return switch (base) {
            case "Bool" ->
                List.of("true", "false").contains(wanted.toLowerCase(Locale.ROOT)) && wanted.equalsIgnoreCase(value);
            case "BinaryEquals" -> Arrays.equals(bytes(wanted), bytes(value)) && bytes(wanted) != null;
            case "IpAddress" -> inRange(value, wanted);
            default -> compared(base, value, wanted);
        };
    }

    /** One character at a time: whole texts would follow rules such as ß = SS; the two Turkish letters have no partner. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints()
                .map(c -> c == 'İ' || c == 'ı' ? c : Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean arn(String value, String wanted, boolean variables, RequestContext context) {
        List<String> patterns = ReferenceResource.fields(wanted, variables);
        List<String> fields = ReferenceResource.fields(value, false);
        if (fields.size() < 6) {
            return false;
        }
        if (patterns.size() < 6) {
            Optional<List<Integer>> whole = Tokens.substituted(wanted, variables, context);
            return variables
                    && wanted.startsWith("${")
                    && wanted.indexOf('}') == wanted.length() - 1
                    && whole.isPresent()
                    && whole.get().stream().noneMatch(t -> t < 0 || t == '*' || t == '?')
                    && Tokens.match(whole.get(), value);
        }
        for (int i = 0; i < 6; i++) {
            Optional<List<Integer>> tokens = Tokens.substituted(patterns.get(i), variables, context);
            if (tokens.isEmpty() || !Tokens.match(tokens.get(), fields.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean compared(String base, String value, String wanted) {
        Integer order = base.startsWith("Numeric") ? numbers(value, wanted) : dates(value, wanted);
        if (order == null) {
            return false;
        }
        return switch (base.replace("Numeric", "").replace("Date", "")) {
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> order == 0;
        };
    }

    private static @Nullable Integer numbers(String value, String wanted) {
        String number = "[+-]?[0-9]+([.][0-9]+)?";
        return value.matches(number) && wanted.matches(number)
                ? new BigDecimal(value).compareTo(new BigDecimal(wanted))
                : null;
    }

    private static @Nullable Integer dates(String value, String wanted) {
        Instant left = instant(value);
        Instant right = instant(wanted);
        return left == null || right == null ? null : left.compareTo(right);
    }

    private static @Nullable Instant instant(String text) {
        try {
            if (text.matches("[0-9]{1,11}")) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            if (text.matches("[0-9]{4}-[0-9]{2}")) {
                return YearMonth.parse(text).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static boolean inRange(String value, String wanted) {
        String[] parts = wanted.split("/", -1);
        byte[] address = address(value);
        byte[] network = address(parts[0]);
        if (address == null || network == null || address.length != network.length || parts.length > 2) {
            return false;
        }
        int bits = address.length * 8;
        if (parts.length == 2 && !parts[1].matches("[0-9]{1,3}")) {
            return false;
        }
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
        return prefix <= bits
                && new BigInteger(1, address)
                        .shiftRight(bits - prefix)
                        .equals(new BigInteger(1, network).shiftRight(bits - prefix));
    }

    private static byte @Nullable [] address(String text) {
        boolean literal = text.matches("[0-9]{1,3}([.][0-9]{1,3}){3}") || text.matches("[0-9a-fA-F:]*:[0-9a-fA-F:]*");
        try {
            return literal ? InetAddress.getByName(text).getAddress() : null;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
