package dev.ostiary.gateway.logged;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks for a decision in an access log. */
public final class LogSearch {
    private LogSearch() {}

    /** The last line with this decision id. */
    public static Optional<LoggedCall> find(InputStream log, String decision) throws IOException {
        var found = new AtomicReference<@Nullable LoggedCall>();
        LogLines.read(log, decision, call -> {
            if (call.text("decision").equals(decision)) {
                found.set(call);
            }
        });
        return Optional.ofNullable(found.get());
    }
}
