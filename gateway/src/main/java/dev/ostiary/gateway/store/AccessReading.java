package dev.ostiary.gateway.store;

import dev.ostiary.gateway.yaml.Finding;
import java.util.List;
import java.util.Map;

/** What an access directory turned out to be. */
public sealed interface AccessReading {

    /**
     * Everything is in order. Apps by id, issuers by name.
     *
     * @param notes what lint would rather have otherwise
     */
    record AccessContent(Map<String, App> apps, Map<String, Issuer> issuers, LintNotes notes) implements AccessReading {
        public AccessContent(Map<String, App> apps, Map<String, Issuer> issuers) {
            this(apps, issuers, LintNotes.NONE);
        }

        public AccessContent {
            apps = Map.copyOf(apps);
            issuers = Map.copyOf(issuers);
        }
    }

    /**
     * Not to be used, for these reasons; never empty.
     *
     * @param issuers those whose files are in order, by name: before the first good load they let a caller with a good token be told
     *     that he is no app, instead of that his token is foreign
     */
    record Rejected(List<Finding> findings, Map<String, Issuer> issuers) implements AccessReading {
        public Rejected(List<Finding> findings) {
            this(findings, Map.of());
        }

        public Rejected {
            findings = List.copyOf(findings);
            issuers = Map.copyOf(issuers);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("findings must not be empty");
            }
        }
    }
}
