package dev.ostiary.gateway.journal;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/** The members of an access-log line; their names are API (docs/operations.md), escaped once instead of in every line. */
enum LogField {
    TIME("time"),
    REQUEST_ID("requestId"),
    DECISION("decision"),
    APP("app"),
    ISSUER("issuer"),
    SUBJECT("subject"),
    OPERATION("operation"),
    MODEL_ID("modelId"),
    MODEL("model"),
    PROFILE("profile"),
    REGION("region"),
    SCOPE("scope"),
    TIER("tier"),
    STREAM("stream"),
    STATUS("status"),
    OUTCOME("outcome"),
    DENIED_BY("deniedBy"),
    UPSTREAM_ERROR("upstreamError"),
    TOKENS("tokens"),
    INPUT("input"),
    OUTPUT("output"),
    CACHE_READ("cacheRead"),
    CACHE_WRITE("cacheWrite"),
    CACHE_WRITE_1H("cacheWrite1h"),
    IMAGES("images"),
    USAGE_SOURCE("usageSource"),
    DURATION_MS("durationMs"),
    FIRST_BYTE_MS("firstByteMs"),
    UPSTREAM_REQUEST_ID("upstreamRequestId"),
    SNAPSHOT("snapshot"),
    BYTES_IN("bytesIn"),
    BYTES_OUT("bytesOut"),
    CLIENT_IP("clientIp"),
    USER_AGENT("userAgent");

    private final SerializedString json;

    LogField(String name) {
        this.json = new SerializedString(name);
    }

    SerializableString json() {
        return json;
    }
}
