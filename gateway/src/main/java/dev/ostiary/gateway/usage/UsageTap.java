package dev.ostiary.gateway.usage;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

public final class UsageTap {
    public static UsageTap of(AnswerShape shape, String canonicalModelId) {
        return new UsageTap();
    }

    public void head(int status, MultiMap headers) {}

    public void body(Buffer segment) {}

    public void frame(EventFrame frame) {}

    public void end(boolean whole) {}

    public Usage usage() {
        return new Usage.Unknown("not read yet");
    }

    public boolean sawContent() {
        return false;
    }

    public boolean sawEnd() {
        return true;
    }
}
