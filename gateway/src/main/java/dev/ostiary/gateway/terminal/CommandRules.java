package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.catalogue.CatalogueFacts;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LintRules;
import dev.ostiary.policy.facts.LintFacts;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a command takes access files: as the server would, as far as system properties and the environment say how. Without a server
 * there is no account, so that models and profiles are those built in.
 */
public final class CommandRules {
    private static final String BLOCK_ON = "ostiary.access.block-on";
    private static final String FULL_ACCESS = "ostiary.access.organization-full-access";

    private CommandRules() {}

    /** @throws UsageError when a setting has a value that would refuse the start */
    public static AccessRules read() {
        return read(false);
    }

    /** @param streaming the apps are known to stream */
    public static AccessRules read(boolean streaming) {
        String blockOn = setting(BLOCK_ON, "error", List.of("error", "security"));
        String fullAccess = setting(FULL_ACCESS, "true", List.of("true", "false"));
        LintFacts facts = facts(streaming);
        var lint = new LintRules(blockOn.equals("security"), () -> facts, Clock.systemUTC());
        return new AccessRules(fullAccess.equals("true"), false, Map.of(), lint);
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

    private static String setting(String key, String otherwise, List<String> allowed) {
        String set = Setting.get(key, otherwise);
        String value = set.toLowerCase(Locale.ROOT);
        if (!allowed.contains(value)) {
            throw new UsageError("`" + key + "` is `" + set + "`", "expected " + String.join(" or ", allowed));
        }
        return value;
    }
}
