package dev.ostiary.emulator.refusal;

import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Selector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What callers are refused, as scripted by a test. Stateful; safe for any thread. The first rule that fits wins. */
public final class CallerRules {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /**
     * @param session the role session name that is refused, or empty for every caller
     */
    public record Rule(Refusal refusal, Selector selector, String session) {
        boolean matches(Call call) {
            return selector.matches(call)
                    && (session.isEmpty() || session.equals(call.caller().sessionName()));
        }
    }

    /** Refuses every call. */
    public CallerRules refuse(Refusal refusal) {
        return add(new Rule(refusal, Selector.ALL, ""));
    }

    /** Refuses calls whose model id contains this text. */
    public CallerRules refuse(Refusal refusal, String model) {
        return add(new Rule(refusal, Selector.model(model), ""));
    }

    public CallerRules add(Rule rule) {
        rules.add(rule);
        return this;
    }

    public void clear() {
        rules.clear();
    }

    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    /** The refusal for this call, if one was asked for. */
    public Optional<Refusal> find(Call call) {
        return rules.stream().filter(rule -> rule.matches(call)).findFirst().map(Rule::refusal);
    }
}
