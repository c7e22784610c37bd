package dev.ostiary.emulator.text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which prompt prefixes a model has seen: the first use writes, later ones read. Stateful, safe for any
 * thread. Entries end by number, not by time: a test that reads its cache must not depend on a clock.
 */
public final class PromptCache {
    private static final int MAX_ENTRIES = 1_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    synchronized boolean isFirst(String modelId, String prefix) {
        // a hash keeps memory bounded; a collision would only turn a write into a read
        return seen.put(modelId + '#' + prefix.length() + '#' + prefix.hashCode(), true) == null;
    }

    public synchronized void clear() {
        seen.clear();
    }
}
