package dev.ostiary.emulator.http;

import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Json;

/** The emulator's own paths under `/emulator/`, unsigned, for tests and people. */
public final class ControlRequests {
    private static final String PREFIX = "/emulator/";

    boolean isFor(Inbound request) {
        return request.rawTarget().startsWith(PREFIX);
    }

    Answer answer(Inbound request) {
        if (request.rawTarget().equals("/emulator/health")) {
            return Answer.json(Json.object().put("status", "UP"));
        }
        return AwsError.notFound("no such control request: " + request).toAnswer();
    }
}
