package dev.ostiary.gateway.jwk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of token headers, claims and key sets in the one way in which two parsers cannot disagree about it: UTF-8 only,
 * one object and nothing after it, no member twice (escaped spellings included), no lone surrogates, bounded depth, names and
 * numbers.
 *
 * <p>Values are {@code String}, {@code Boolean}, {@code Long} (whole numbers of at most 18 digits), {@code BigDecimal} (all other
 * numbers), {@code List}, {@code Map} (both unmodifiable) and {@link Null}.
 */
public final class StrictJson {
    /** JSON's null, so that a member that is null is not taken for one that is absent. */
    public enum Null {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    private static final int MAX_DEPTH = 16;
    private static final int MAX_EXPONENT = 400;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .maxNameLength(1024)
                    .maxStringLength(64 * 1024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // names come from strangers: no table of them may outlive the document
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private StrictJson() {}

    /** The object that these bytes spell, or null when they are anything else. Never throws. */
    public static @Nullable Map<String, Object> readObject(byte[] utf8) {
        try {
            // decoded here, since the parser would guess UTF-16 and UTF-32 and let overlong forms pass
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            try (JsonParser parser = FACTORY.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return null;
                }
                Map<String, Object> object = object(parser);
                return parser.nextToken() == null ? object : null;
            }
        } catch (CharacterCodingException | NumberFormatException e) {
            return null;
        } catch (IOException e) {
            return null; // a parser's complaint: the text is in memory, there is no other I/O
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            object.put(name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var array = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return Collections.unmodifiableList(array);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> Null.NULL;
            case null, default -> throw new IOException("not a JSON value");
        };
    }

    private static Object number(String text) throws IOException {
        boolean whole = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
        if (whole) {
            return Long.valueOf(text);
        }
        var number = new BigDecimal(text);
        // nobody downstream may be made to write out 10^999999999
        if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
            throw new IOException("number out of range");
        }
        return number;
    }

    private static String wellFormed(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IOException("lone surrogate");
            }
        }
        return text;
    }
}
