package dev.ostiary.policy.facts;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of lint knows beyond the document. What is unknown makes no finding.
 *
 * @param streaming whether the app streams; null when unknown
 * @param models the catalogue's models by id; empty when unknown
 * @param profiles the catalogue's cross-Region profiles by id; empty when unknown
 * @param today for dates of end of life; null when unknown
 * @param guardrailsRequired whether the organization requires guardrails
 * @param organizationFullAccess whether every organization level has AWS's FullAWSAccess beside its own documents
 * @param budget whether the app has a budget, so that the price of a call matters
 */
public record LintFacts(
        @Nullable Boolean streaming,
        Map<String, ModelFact> models,
        Map<String, ProfileFact> profiles,
        @Nullable LocalDate today,
        boolean guardrailsRequired,
        boolean organizationFullAccess,
        boolean budget) {
    /** Nothing is known. */
    public static final LintFacts NONE = new LintFacts(null, Map.of(), Map.of(), null, false, false);

    public LintFacts {
        models = Map.copyOf(models);
        profiles = Map.copyOf(profiles);
    }

    /** Makes facts about an app without a budget. */
    public LintFacts(
            @Nullable Boolean streaming,
            Map<String, ModelFact> models,
            Map<String, ProfileFact> profiles,
            @Nullable LocalDate today,
            boolean guardrailsRequired,
            boolean organizationFullAccess) {
        this(streaming, models, profiles, today, guardrailsRequired, organizationFullAccess, false);
    }

    /** {@return these facts about an app with a budget} */
    public LintFacts withBudget() {
        return new LintFacts(streaming, models, profiles, today, guardrailsRequired, organizationFullAccess, true);
    }
}
