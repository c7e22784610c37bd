package dev.ostiary.policy.context;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.VariableSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of one request. Keys ignore ASCII case, values do not. A key that is not there is absent, which is
 * not the same as empty. Immutable, safe for several threads; a context derived by {@link #with} shares everything with
 * its base and costs one small object.
 */
public final class RequestContext implements VariableSource {
    private static final RequestContext EMPTY = new RequestContext(Map.of(), null);

    private final Map<String, Entry> entries;
    private final @Nullable Overlay overlay;

    private RequestContext(Map<String, Entry> entries, @Nullable Overlay overlay) {
        this.entries = entries;
        this.overlay = overlay;
    }

    private record Entry(String key, ContextValue value) {}

    private record Overlay(
            String lowerCaseKey,
            @Nullable Entry entry,
            @Nullable Overlay next) {}

    /** {@return the context without any key} */
    public static RequestContext empty() {
        return EMPTY;
    }

    /** {@return a builder without any key} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return this context with the single-valued key set to the value} */
    public RequestContext with(String key, String value) {
        return overlaid(key, new Entry(key, new ContextValue.Single(value)));
    }

    /** {@return this context with the multivalued key set to the values} */
    public RequestContext withAll(String key, List<String> values) {
        return overlaid(key, new Entry(key, new ContextValue.Multiple(values)));
    }

    /** {@return this context without the key} */
    public RequestContext without(String key) {
        return overlaid(key, null);
    }

    /** {@return the value of the key, null when absent; the key's case does not matter} */
    public @Nullable ContextValue find(String key) {
        return findLower(AsciiCase.lower(key));
    }

    /** {@return the value of a key that is already in ASCII lower case; null when absent} */
    public @Nullable ContextValue findLower(String lowerCaseKey) {
        for (Overlay layer = overlay; layer != null; layer = layer.next) {
            if (layer.lowerCaseKey.equals(lowerCaseKey)) {
                return layer.entry == null ? null : layer.entry.value;
            }
        }
        Entry entry = entries.get(lowerCaseKey);
        return entry == null ? null : entry.value;
    }

    @Override
    public boolean isPresent(String lowerCaseKey) {
        return findLower(lowerCaseKey) != null;
    }

    @Override
    public @Nullable String findSingle(String lowerCaseKey) {
        return findLower(lowerCaseKey) instanceof ContextValue.Single single ? single.text() : null;
    }

    /** {@return every key with its value, keys as they were written} */
    public Map<String, ContextValue> asMap() {
        Map<String, Entry> merged = new LinkedHashMap<>(entries);
        apply(overlay, merged);
        Map<String, ContextValue> result = new LinkedHashMap<>();
        merged.values().forEach(entry -> result.put(entry.key, entry.value));
        return result;
    }

    private RequestContext overlaid(String key, @Nullable Entry entry) {
        return new RequestContext(entries, new Overlay(AsciiCase.lower(key), entry, overlay));
    }

    private static void apply(@Nullable Overlay layer, Map<String, Entry> merged) {
        if (layer == null) {
            return;
        }
        apply(layer.next, merged);
        if (layer.entry == null) {
            merged.remove(layer.lowerCaseKey);
        } else {
            merged.put(layer.lowerCaseKey, layer.entry);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestContext context && asMap().equals(context.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    /** Collects keys; not safe for several threads. A key set twice keeps its last value. */
    public static final class Builder {
        private Map<String, Entry> entries = new LinkedHashMap<>();
        private boolean handedOver;

        private Builder() {}

        /** Sets a single-valued key. */
        public Builder with(String key, String value) {
            return put(key, new ContextValue.Single(value));
        }

        /** Sets a single-valued key when the value is known, else leaves it out. */
        public Builder withKnown(String key, @Nullable String value) {
            return value == null ? this : with(key, value);
        }

        /** Sets a multivalued key. */
        public Builder withAll(String key, List<String> values) {
            return put(key, new ContextValue.Multiple(values));
        }

        private Builder put(String key, ContextValue value) {
            if (handedOver) {
                // the context that has the map never changes
                entries = new LinkedHashMap<>(entries);
                handedOver = false;
            }
            entries.put(AsciiCase.lower(key), new Entry(key, value));
            return this;
        }

        /** {@return an immutable context of what was set} */
        public RequestContext build() {
            handedOver = true;
            return new RequestContext(entries, null);
        }
    }
}
