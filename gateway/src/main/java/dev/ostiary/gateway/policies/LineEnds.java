package dev.ostiary.gateway.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a text, and how they end. */
public final class LineEnds {
    private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\r)\n");

    private LineEnds() {}

    /** What is new ends its lines as the file did: one with both kinds looks changed from top to bottom to the next editor. */
    public static String like(String before, String after) {
        boolean windows =
                before.contains("\r\n") && !BARE_LINE_FEED.matcher(before).find();
        return windows ? BARE_LINE_FEED.matcher(after).replaceAll("\r\n") : after;
    }

    /** Lines with their ends, so that their lengths add up and a missing last end is seen. */
    public static List<String> split(String text) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }
}
