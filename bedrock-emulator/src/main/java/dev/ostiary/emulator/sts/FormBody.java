package dev.ostiary.emulator.sts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query-protocol request. */
record FormBody(Map<String, String> parameters) {
    static FormBody parse(byte[] body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new FormBody(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** A map such as `Tags.member.1.Key`, `Tags.member.1.Value`. */
    Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 1; parameters.containsKey(name + ".member." + i + ".Key"); i++) {
            pairs.put(get(name + ".member." + i + ".Key"), get(name + ".member." + i + ".Value"));
        }
        return pairs;
    }

    /** A list such as `PolicyArns.member.1.arn`. */
    List<String> list(String name, String suffix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; parameters.containsKey(name + ".member." + i + suffix); i++) {
            values.add(get(name + ".member." + i + suffix));
        }
        return values;
    }
}
