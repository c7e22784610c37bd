package dev.ostiary.gateway.model;

import org.jspecify.annotations.Nullable;

/** The grammar that all model ids share, before it is known what they name (AWS's shape {@code InvokeModelIdentifier}). */
public final class ModelId {
    /** AWS's own bound. */
    private static final int MAX_LENGTH = 2048;

    private ModelId() {}

    /** {@return what is wrong with the id, or null} */
    public static @Nullable String faultOf(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return "a model id has 1 to " + MAX_LENGTH + " characters";
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isIdCharacter(id.charAt(i))) {
                return "a model id holds letters, digits and - _ . : / only";
            }
        }
        if (!id.startsWith("arn:")) {
            return id.indexOf('/') < 0 ? null : "only an ARN may hold a `/`";
        }
        Arn arn = Arn.parse(id);
        if (arn == null) {
            return "an ARN has six fields: arn:partition:bedrock:region:account:type/id";
        }
        boolean named = isName(arn.id());
        return named ? null : "the ARN names no id behind its resource type, or more than one";
    }

    /** One id, or {@code base/id} as custom models have it; no field is empty. */
    private static boolean isName(String id) {
        int slash = id.indexOf('/');
        boolean oneSlashInside = slash > 0 && slash < id.length() - 1 && slash == id.lastIndexOf('/');
        return !id.isEmpty() && (slash < 0 || oneSlashInside);
    }

    private static boolean isIdCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == ':'
                || c == '/';
    }
}
