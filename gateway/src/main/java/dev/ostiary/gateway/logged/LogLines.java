package dev.ostiary.gateway.logged;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads an access log of any size, one line in memory at a time. Whatever else stands there, other programs' lines, halves of lines, is
 * passed over.
 */
final class LogLines {
    /** Far more than the gateway writes; what is longer is no line of its. */
    private static final int LONGEST_LINE = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LogLines() {}

    /** @param text what a line must hold to be looked at, so that a search need not parse them all */
    static void read(InputStream log, String text, Consumer<LoggedCall> calls) throws IOException {
        var in = new BufferedInputStream(log, LONGEST_LINE);
        var line = new ByteArrayOutputStream(1024);
        boolean tooLong = false;
        for (int next = in.read(); ; next = in.read()) {
            if (next == '\n' || next < 0) {
                if (!tooLong) {
                    parse(line.toString(StandardCharsets.UTF_8), text, calls);
                }
                line.reset();
                tooLong = false;
                if (next < 0) {
                    return;
                }
            } else if (line.size() < LONGEST_LINE) {
                line.write(next);
            } else {
                tooLong = true;
            }
        }
    }

    private static void parse(String line, String text, Consumer<LoggedCall> calls) {
        int start = line.indexOf('{'); // docker and journald put their own words before it
        if (start < 0 || !line.contains(text)) {
            return;
        }
        try {
            if (JSON.readTree(line.substring(start)) instanceof ObjectNode call) {
                calls.accept(new LoggedCall(call));
            }
        } catch (JsonProcessingException e) {
            // not a line of ours
        }
    }
}
