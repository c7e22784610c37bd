package dev.ostiary.emulator.http;

import dev.ostiary.emulator.fault.Faults;
import dev.ostiary.emulator.refusal.CallerRules;
import dev.ostiary.emulator.requests.RequestLog;
import dev.ostiary.emulator.signature.CredentialBook;
import dev.ostiary.emulator.sts.AssumedRoles;
import dev.ostiary.emulator.text.PromptCache;

/** Everything that tests can look at or change while the emulator runs. Each part is safe for any thread. */
public record State(
        RequestLog requests,
        Faults faults,
        CallerRules rules,
        AssumedRoles assumedRoles,
        CredentialBook book,
        PromptCache promptCache) {
    public static State empty(CredentialBook book) {
        return new State(
                new RequestLog(), new Faults(), new CallerRules(), new AssumedRoles(), book, new PromptCache());
    }

    /** Forgets requests and what was scripted; sessions and asynchronous jobs go on. */
    public void reset() {
        requests.clear();
        faults.clear();
        rules.clear();
        assumedRoles.clear();
        promptCache.clear();
    }
}
