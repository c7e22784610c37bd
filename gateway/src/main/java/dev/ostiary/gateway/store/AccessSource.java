package dev.ostiary.gateway.store;

import java.util.function.Supplier;

/** Where access comes from: the access directory today. */
public interface AccessSource {
    /** The whole content as it is now. Blocks for I/O; never throws for what the content is. One thread at a time. */
    Look look();

    /**
     * One moment's content.
     *
     * @param digest equal exactly when the content is
     * @param reading reads and checks it; does no I/O, so it is about what was digested
     */
    record Look(String digest, Supplier<AccessReading> reading) {}
}
