package dev.ostiary.emulator.exchange;

import java.util.Map;

/**
 * Who signed the request, in IAM's words.
 *
 * @param arn `arn:aws:iam::…:user/…`, or `arn:aws:sts::…:assumed-role/ROLE/SESSION` for a session
 * @param sessionName the role session name, empty for long-term credentials
 */
public record Caller(String accessKey, String arn, String sessionName, Map<String, String> tags) {
    /** Stands where nobody was let in. */
    public static final Caller NOBODY = new Caller("", "", "", Map.of());

    public Caller {
        tags = Map.copyOf(tags);
    }
}
