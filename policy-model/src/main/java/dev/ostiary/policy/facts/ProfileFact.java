package dev.ostiary.policy.facts;

import java.util.List;

/**
 * A cross-Region inference profile of the catalogue.
 *
 * @param id for example {@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}
 * @param model the foundation model's id
 * @param regions destination Regions; empty for a global profile
 */
public record ProfileFact(String id, String model, boolean global, List<String> regions) {
    public ProfileFact {
        regions = List.copyOf(regions);
    }
}
