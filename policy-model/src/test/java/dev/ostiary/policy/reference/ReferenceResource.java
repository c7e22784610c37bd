package dev.ostiary.policy.reference;

import dev.ostiary.policy.context.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resource matching from the specification's section 2, both readings. */
final class ReferenceResource {
    private ReferenceResource() {}

    enum Answer {
        NO,
        YES,
        DISPUTED,
        UNRESOLVED
    }

    static Answer match(String pattern, String resource, boolean variables, RequestContext context) {
        if (pattern.equals("*")) {
            return Answer.YES;
        }
        if (resource.equals("*") || !pattern.startsWith("arn")) {
            return isUnresolved(pattern, variables, context) ? Answer.UNRESOLVED : Answer.NO;
        }
        if (isUnresolved(pattern, variables, context)) {
            return Answer.UNRESOLVED;
        }
        boolean byField = byField(pattern, resource, variables, context);
        boolean whole = whole(pattern, resource, variables, context);
        return byField && whole ? Answer.YES : byField || whole ? Answer.DISPUTED : Answer.NO;
    }

    private static boolean isUnresolved(String pattern, boolean variables, RequestContext context) {
        List<String> fields = fields(pattern, variables);
        return fields.size() == 6
                && Tokens.substituted(fields.get(5), variables, context).isEmpty();
    }

    private static boolean byField(String pattern, String resource, boolean variables, RequestContext context) {
        List<String> fields = new ArrayList<>(fields(pattern, variables));
        List<String> actual = fields(resource, false);
        boolean complete = fields.size() == 6;
        while (fields.size() < 6) {
            fields.add("*");
        }
        if (actual.size() < 6 || !fields.get(0).equals("arn") || !actual.get(0).equals("arn")) {
            return false;
        }
        for (int i = 1; i < 5; i++) {
            if (!Tokens.match(Tokens.plain(fields.get(i)), actual.get(i))) {
                return false;
            }
        }
        Optional<List<Integer>> last = Tokens.substituted(fields.get(5), complete && variables, context);
        return last.isPresent() && Tokens.match(last.get(), actual.get(5));
    }

    private static boolean whole(String pattern, String resource, boolean variables, RequestContext context) {
        List<String> fields = fields(pattern, variables);
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                tokens.add((int) ':');
            }
            tokens.addAll(
                    i == 5
                            ? Tokens.substituted(fields.get(5), variables, context)
                                    .orElseThrow()
                            : Tokens.plain(fields.get(i)));
        }
        return Tokens.match(tokens, resource);
    }

    /** At most six fields; a colon inside a closed variable does not count. */
    static List<String> fields(String text, boolean variables) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int close = variables && text.startsWith("${", i) ? Tokens.closing(text.substring(i)) : -1;
            if (close > 0) {
                field.append(text, i, i + close);
                i += close;
            } else if (text.charAt(i) == ':' && fields.size() < 5) {
                fields.add(field.toString());
                field.setLength(0);
                i++;
            } else {
                field.append(text.charAt(i++));
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
