package dev.ostiary.gateway.model;

import java.util.List;

/** What a model id turned out to name. */
public sealed interface Resolution {
    /** Canonical resources and labels; the same for every spelling of one model. */
    record Resolved(ModelLabels labels, List<ResourceUse> resources) implements Resolution {
        public Resolved {
            resources = List.copyOf(resources);
        }
    }

    /** Well formed, but the catalogue does not list it, and it might stand for models that a policy denies. */
    record Unknown() implements Resolution {}

    /** An ARN that no policy of this account can allow here: other account, partition, Region, or an unknown type. */
    record Foreign(String why) implements Resolution {}
}
