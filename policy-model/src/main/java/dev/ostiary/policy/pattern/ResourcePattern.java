package dev.ostiary.policy.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of Resource or NotResource (R-RES, R-RES-SHORT). AWS does not publish how a {@code *} at the end of a field,
 * or an ARN with missing fields, is matched; two readings exist: field by field with missing fields taken as {@code *},
 * and one glob over the whole text. {@link #certainly} holds when both agree that the resource matches,
 * {@link #possibly} when one of them does; the caller takes the side that grants less.
 */
public final class ResourcePattern {
    private static final Glob ANYTHING = Glob.of("*");
    private static final String ARN = "arn";

    private final boolean star;
    private final boolean arn;
    private final boolean complete;
    private final Glob[] head;
    private final @Nullable Template tail;
    private final int[] headCode;
    private final @Nullable Glob fixedWhole;
    private final String prefix;
    private final String suffix;

    private ResourcePattern(String text, boolean variables) {
        List<String> fields = ArnFields.split(text, variables);
        this.star = text.equals("*");
        this.complete = fields.size() == ResourceText.FIELDS;
        this.arn = text.startsWith(ARN);
        int heads = Math.min(fields.size(), ResourceText.FIELDS - 1);
        this.head = fields.subList(0, heads).stream().map(Glob::of).toArray(Glob[]::new);
        String headText = String.join(":", fields.subList(0, heads)) + (complete ? ":" : "");
        this.headCode = Glob.encode(headText, 0, headText.length());
        this.tail = complete ? Template.parse(fields.getLast(), variables) : null;
        this.fixedWhole = tail != null && tail.hasVariables() ? null : whole(VariableSource.EMPTY);
        this.suffix = fixedWhole == null || tail == null ? "" : fixedWhole.literalSuffix();
        Glob headGlob = new Glob(headCode, false);
        this.prefix = headGlob.literalPrefix() + (headGlob.isExact() && tail != null ? tail.literalPrefix() : "");
    }

    /** {@return the pattern of this text; variables are known only in documents of version 2012-10-17} */
    public static ResourcePattern parse(String text, boolean variables) {
        return new ResourcePattern(text, variables);
    }

    /** {@return whether the pattern is a lone {@code *}} */
    public boolean isStar() {
        return star;
    }

    /** {@return a text that every matching resource begins with} */
    public String literalPrefix() {
        return prefix;
    }

    /** {@return whether a variable of this pattern has neither value nor default, so that it matches nothing} */
    public boolean isUnresolved(VariableSource source) {
        return fixedWhole == null && tail != null && tail.text(source) == null;
    }

    /** {@return whether the resource matches under every reading} */
    public boolean certainly(ResourceText resource, VariableSource source) {
        if (star || resource.isStar()) {
            return star;
        }
        if (!resource.text().endsWith(suffix)) {
            return false;
        }
        // fields that match one by one always match as a whole, so a complete pattern needs only the first question
        return arn && matchesFields(resource, source) && (complete || matchesWhole(resource, source));
    }

    /** {@return whether the resource matches under at least one reading} */
    public boolean possibly(ResourceText resource, VariableSource source) {
        if (star || resource.isStar()) {
            return star;
        }
        return arn
                && resource.text().endsWith(suffix)
                && (matchesWhole(resource, source) || (!complete && matchesFields(resource, source)));
    }

    private boolean matchesFields(ResourceText resource, VariableSource source) {
        if (!resource.isArn() || !head[0].isExact() || !head[0].literalPrefix().equals(ARN)) {
            return false;
        }
        for (int i = 1; i < head.length; i++) {
            if (!resource.fieldMatches(i, head[i])) {
                return false;
            }
        }
        Glob last = tail == null ? ANYTHING : tail.glob(source);
        return last != null && resource.fieldMatches(ResourceText.FIELDS - 1, last);
    }

    private boolean matchesWhole(ResourceText resource, VariableSource source) {
        Glob glob = fixedWhole != null ? fixedWhole : whole(source);
        return glob != null && glob.matches(resource.text());
    }

    private @Nullable Glob whole(VariableSource source) {
        int[] tailCode = tail == null ? new int[0] : tail.code(source);
        if (tailCode == null) {
            return null;
        }
        int[] code = new int[headCode.length + tailCode.length];
        System.arraycopy(headCode, 0, code, 0, headCode.length);
        System.arraycopy(tailCode, 0, code, headCode.length, tailCode.length);
        return new Glob(code, false);
    }
}
