package dev.ostiary.gateway.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes of a file as text: UTF-8, or a finding. A replacement character could make two different names look the same. */
public final class SourceText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceText() {}

    /** The text without a byte order mark; null when the bytes are not UTF-8, then {@code findings} has grown. */
    public static @Nullable String decode(String file, byte[] bytes, Findings findings) {
        var out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            findings.add(file, endOf(text), "not UTF-8", "save the file in UTF-8");
            return null;
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Position endOf(String text) {
        int lines = (int) text.chars().filter(c -> c == '\n').count();
        int lineStart = text.lastIndexOf('\n') + 1;
        return new Position(lines + 1, text.codePointCount(lineStart, text.length()) + 1);
    }
}
