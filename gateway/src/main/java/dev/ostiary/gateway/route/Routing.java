package dev.ostiary.gateway.route;

import dev.ostiary.gateway.refusal.Refusal;

/** What {@link Routes#route} found. */
public sealed interface Routing permits Route, Routing.Refused {
    /** No such path (404), another method than the path knows (405 with {@code Allow}), or a query on a POST (400). */
    record Refused(Refusal refusal) implements Routing {}
}
