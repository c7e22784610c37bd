package dev.ostiary.gateway.logged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.route.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the access log; text that the line does not have is empty. */
public record LoggedCall(ObjectNode line) {
    /** How the log marks text that it has cut. */
    private static final String CUT = "...";

    public String text(String name) {
        JsonNode value = line.path(name);
        return value.isTextual() ? value.asText() : "";
    }

    public int status() {
        return line.path("status").asInt();
    }

    /** Null when the line has no time that can be read. */
    public @Nullable Instant time() {
        try {
            return Instant.parse(text("time"));
        } catch (DateTimeException e) {
            return null; // a line of another program, or of another version
        }
    }

    /** Empty when it ended before it was known what was wanted. */
    Optional<Operation> operation() {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.label().equals(text("operation")))
                .findFirst();
    }

    /** What the operation named; empty when the log does not have it, or not all of it. */
    String id() {
        String id = text("modelId");
        return id.endsWith(CUT) ? "" : id;
    }
}
