package dev.ostiary.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop on which no request is being answered, the longest idle first: the ones that give way when
 * there are too many. Linked through the connections themselves. Stateful; only for its event loop.
 */
final class IdleList {
    private @Nullable ClientConnection first;
    private @Nullable ClientConnection last;

    @Nullable
    ClientConnection longestIdle() {
        return first;
    }

    void add(ClientConnection connection) {
        if (connection.listed) {
            return;
        }
        connection.listed = true;
        connection.before = last;
        if (last == null) {
            first = connection;
        } else {
            last.after = connection;
        }
        last = connection;
    }

    void remove(ClientConnection connection) {
        if (!connection.listed) {
            return;
        }
        connection.listed = false;
        var before = connection.before;
        var after = connection.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        connection.before = null;
        connection.after = null;
    }
}
