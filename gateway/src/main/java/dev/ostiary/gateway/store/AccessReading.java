package dev.ostiary.gateway.store;

import dev.ostiary.gateway.yaml.Finding;
import java.util.List;
import java.util.Map;

/** What an access directory turned out to be. */
public sealed interface AccessReading {

    /** Everything is in order. Apps by id, issuers by name. */
    record AccessContent(Map<String, App> apps, Map<String, Issuer> issuers) implements AccessReading {
        public AccessContent {
            apps = Map.copyOf(apps);
            issuers = Map.copyOf(issuers);
        }
    }

    /** Not to be used at all, for these reasons; never empty. */
    record Rejected(List<Finding> findings) implements AccessReading {
        public Rejected {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("findings must not be empty");
            }
        }
    }
}
