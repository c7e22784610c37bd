package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.catalogue.CatalogueFacts;
import dev.ostiary.gateway.inquiry.AccessTerms;
import dev.ostiary.gateway.inquiry.Impossible;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LintRules;
import dev.ostiary.gateway.store.AccessSettings;
import dev.ostiary.policy.facts.LintFacts;
import java.time.Clock;
import java.util.Map;

/**
 * How a command takes access files: as the server would, by the same settings. Without a server there is no account, so that models
 * and profiles are those built in.
 */
public final class CommandRules {
    private CommandRules() {}

    /** @throws UsageError when a setting has a value that would refuse the start */
    public static AccessRules read() {
        return read(false);
    }

    /** @param streaming the apps are known to stream */
    public static AccessRules read(boolean streaming) {
        AccessSettings access = settings();
        LintFacts facts = facts(streaming);
        var lint = new LintRules(access.blockOn().blocksSecurity(), () -> facts, Clock.systemUTC());
        return new AccessRules(access.organizationFullAccess(), false, Map.of(), lint);
    }

    private static AccessSettings settings() {
        try {
            return AccessTerms.read();
        } catch (Impossible e) {
            throw new UsageError(e.message(), e.fix());
        }
    }

    private static LintFacts facts(boolean streaming) {
        LintFacts known = CatalogueFacts.builtIn();
        return new LintFacts(
                streaming ? Boolean.TRUE : null,
                known.models(),
                known.profiles(),
                known.today(),
                known.guardrailsRequired(),
                known.organizationFullAccess());
    }
}
