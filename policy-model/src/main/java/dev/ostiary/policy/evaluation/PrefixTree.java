package dev.ostiary.policy.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree of texts with common beginnings, each with the statements filed under it. A walk along a resource visits every
 * filed text that the resource begins with, without making garbage. Filled once, then only read.
 */
final class PrefixTree {
    private String edge = "";
    private List<PlacedStatement> filed = new ArrayList<>();
    private final List<PrefixTree> children = new ArrayList<>();

    void add(String text, PlacedStatement statement) {
        add(text, 0, statement);
    }

    private void add(String text, int from, PlacedStatement statement) {
        if (from == text.length()) {
            filed.add(statement);
            return;
        }
        int place = find(text.charAt(from));
        if (place < 0) {
            PrefixTree leaf = new PrefixTree();
            leaf.edge = text.substring(from);
            leaf.filed.add(statement);
            children.add(-place - 1, leaf);
            return;
        }
        PrefixTree child = children.get(place);
        int common = 1;
        while (common < child.edge.length()
                && from + common < text.length()
                && child.edge.charAt(common) == text.charAt(from + common)) {
            common++;
        }
        if (common < child.edge.length()) {
            child.splitAt(common);
        }
        child.add(text, from + common, statement);
    }

    private void splitAt(int length) {
        PrefixTree lower = new PrefixTree();
        lower.edge = edge.substring(length);
        lower.filed = filed;
        lower.children.addAll(children);
        edge = edge.substring(0, length);
        filed = new ArrayList<>();
        children.clear();
        children.add(lower);
    }

    void forEachPrefixOf(String text, Tally tally) {
        PrefixTree node = this;
        int at = 0;
        while (node != null) {
            for (int i = 0; i < node.filed.size(); i++) {
                tally.ask(node.filed.get(i));
            }
            node = at < text.length() ? node.next(text, at) : null;
            at += node == null ? 0 : node.edge.length();
        }
    }

    private @Nullable PrefixTree next(String text, int at) {
        int place = find(text.charAt(at));
        PrefixTree child = place < 0 ? null : children.get(place);
        return child != null && text.startsWith(child.edge, at) ? child : null;
    }

    /** {@return the place of the child whose edge begins with the character, or -(insertion place) - 1} */
    private int find(char first) {
        int low = 0;
        int high = children.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Character.compare(children.get(middle).edge.charAt(0), first);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
