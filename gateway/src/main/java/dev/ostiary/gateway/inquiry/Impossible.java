package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.yaml.Finding;
import java.util.List;

/** A question that has no answer: an app that does not exist, access files that cannot be loaded. The command line tells it, exit 2. */
public final class Impossible extends RuntimeException {
    private final String fix;
    private final transient List<Finding> findings;

    Impossible(String message, String fix) {
        this(message, fix, List.of());
    }

    Impossible(String message, String fix, List<Finding> findings) {
        super(message, null, false, false);
        this.fix = fix;
        this.findings = List.copyOf(findings);
    }

    /** What went wrong. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** What to do; empty when the message says it. */
    public String fix() {
        return fix;
    }

    /** Of access files that cannot be loaded; else empty. */
    public List<Finding> findings() {
        return findings;
    }
}
