package dev.ostiary.gateway.metering;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document that somebody wants to hear of, as a tree: what is not in the tree is stepped over without being kept.
 *
 * @param role what a value at this place means
 * @param count the figure that it belongs to; {@link Count#NONE} where none is meant
 * @param members the places below, when this is an object
 * @param element the place of every element, when this is an array
 */
record JsonField(
        Role role,
        Count count,
        Map<String, JsonField> members,
        @Nullable JsonField element) {
    /** What {@link UsageListener} does with a value. */
    enum Role {
        /** Only on the way to something. */
        PATH,
        /** A figure; the last one counts. */
        FIGURE,
        /** An array whose elements add up to a figure; where none has one, there is none. */
        SUM,
        /** An array whose texts are counted; where there are none, they are 0. */
        ITEMS,
        /** A figure that is added. */
        ADDEND,
        /** A text that adds one. */
        ITEM,
        /** A number, an array or an object that is noted, whatever it holds. */
        MARK,
        /** An element of {@code cacheDetails}. */
        CACHE_DETAIL,
        CACHE_TTL,
        EVENT_TYPE,
        OPENING_EVENT
    }

    JsonField {
        members = Map.copyOf(members);
    }

    static JsonField figure(Count count) {
        return new JsonField(Role.FIGURE, count, Map.of(), null);
    }

    static JsonField leaf(Role role, Count count) {
        return new JsonField(role, count, Map.of(), null);
    }

    static JsonField path(Map<String, JsonField> members) {
        return new JsonField(Role.PATH, Count.NONE, members, null);
    }

    static JsonField items(Count count) {
        return new JsonField(Role.ITEMS, count, Map.of(), leaf(Role.ITEM, count));
    }

    static JsonField sum(Count count, JsonField element) {
        return new JsonField(Role.SUM, count, Map.of(), element);
    }
}
