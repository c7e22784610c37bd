package dev.ostiary.gateway.inquiry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Looks for a decision in an access log of any size, one line in memory at a time. Whatever else stands there, other programs' lines,
 * halves of lines, is passed over.
 */
public final class LogSearch {
    /** Far more than the gateway writes; what is longer is no line of its. */
    private static final int LONGEST_LINE = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LogSearch() {}

    /** The last line with this decision id. */
    public static Optional<LoggedCall> find(InputStream log, String decision) throws IOException {
        var in = new BufferedInputStream(log, LONGEST_LINE);
        var line = new ByteArrayOutputStream(1024);
        Optional<LoggedCall> found = Optional.empty();
        boolean tooLong = false;
        for (int next = in.read(); ; next = in.read()) {
            if (next == '\n' || next < 0) {
                Optional<LoggedCall> call = tooLong ? Optional.empty() : parse(line, decision);
                found = call.isPresent() ? call : found;
                line.reset();
                tooLong = false;
                if (next < 0) {
                    return found;
                }
            } else if (line.size() < LONGEST_LINE) {
                line.write(next);
            } else {
                tooLong = true;
            }
        }
    }

    private static Optional<LoggedCall> parse(ByteArrayOutputStream bytes, String decision) {
        String line = bytes.toString(StandardCharsets.UTF_8);
        int start = line.indexOf('{'); // docker and journald put their own words before it
        if (start < 0 || !line.contains(decision)) {
            return Optional.empty();
        }
        try {
            boolean matches = JSON.readTree(line.substring(start)) instanceof ObjectNode call
                    && call.path("decision").asText().equals(decision);
            return matches
                    ? Optional.of(new LoggedCall((ObjectNode) JSON.readTree(line.substring(start))))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // not a line of ours
        }
    }
}
