package dev.ostiary.emulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.requests.RecordedRequest;
import dev.ostiary.emulator.requests.RequestLog;
import dev.ostiary.emulator.signature.Verdict;
import dev.ostiary.emulator.sts.AssumedRole;
import dev.ostiary.emulator.sts.AssumedRoles;

/** The JSON that the control requests answer with. Secrets in headers are redacted: this leaves the process. */
final class StateJson {
    private StateJson() {}

    static ObjectNode requests(RequestLog log, boolean withBodies) {
        ObjectNode answer = Json.object().put("received", log.size());
        ArrayNode array = answer.putArray("requests");
        for (RecordedRequest request : log.all()) {
            ObjectNode node = array.addObject()
                    .put("number", request.number())
                    .put("operation", request.operation().wireName())
                    .put("method", request.method())
                    .put("target", request.rawTarget())
                    .put("httpVersion", request.httpVersion())
                    .put("accessKey", request.accessKey())
                    .put("region", request.region())
                    .put("signature", signature(request.verdict()))
                    .put("bodyBytes", request.body().length);
            ArrayNode headers = node.putArray("headers");
            for (Headers.Line line : request.headers().lines()) {
                headers.add(line.toString());
            }
            if (withBodies) {
                node.put("body", request.body());
            }
        }
        return answer;
    }

    private static String signature(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid ignored -> "valid";
            case Verdict.Bearer ignored -> "bearer";
            case Verdict.Refused refused -> refused.fault() + ": " + refused.message();
        };
    }

    static ObjectNode assumedRoles(AssumedRoles roles) {
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("assumedRoles");
        for (AssumedRole role : roles.all()) {
            ObjectNode node = array.addObject()
                    .put("roleArn", role.roleArn())
                    .put("sessionName", role.sessionName())
                    .put("policy", role.limits().policy())
                    .put("durationSeconds", role.limits().durationSeconds())
                    .put("externalId", role.externalId())
                    .put("accessKey", role.grant().accessKey())
                    .put("expiry", role.grant().expiry().toString())
                    .put("by", role.grant().by());
            ArrayNode policies = node.putArray("policyArns");
            role.limits().policyArns().forEach(policies::add);
            ObjectNode tags = node.putObject("tags");
            role.tags().forEach(tags::put);
        }
        return answer;
    }
}
