package dev.ostiary.emulator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * A job of StartAsyncInvoke. Its state follows from the clock alone, so nothing runs in the background.
 *
 * @param token the caller's `clientRequestToken`, empty when none was sent
 * @param request the body it was started with, to tell a repetition from a conflict
 */
record AsyncJob(String arn, String modelArn, String token, JsonNode request, Instant submitted, Duration duration) {
    String status(Instant now) {
        return now.isBefore(submitted.plus(duration)) ? "InProgress" : "Completed";
    }

    /** The members that GetAsyncInvoke and ListAsyncInvokes share. */
    ObjectNode describe(Instant now) {
        String status = status(now);
        Instant changed = status.equals("Completed") ? submitted.plus(duration) : submitted;
        ObjectNode node = Json.object().put("invocationArn", arn).put("modelArn", modelArn);
        if (!token.isEmpty()) {
            node.put("clientRequestToken", token);
        }
        node.put("status", status).put("submitTime", submitted.toString()).put("lastModifiedTime", changed.toString());
        if (status.equals("Completed")) {
            node.put("endTime", changed.toString());
        }
        ObjectNode output = request.path("outputDataConfig").deepCopy();
        if (output.path("s3OutputDataConfig") instanceof ObjectNode s3) {
            String prefix = s3.path("s3Uri").asText().replaceFirst("/$", "");
            s3.put("s3Uri", prefix + "/" + arn.substring(arn.lastIndexOf('/') + 1));
        }
        node.set("outputDataConfig", output);
        return node;
    }
}
