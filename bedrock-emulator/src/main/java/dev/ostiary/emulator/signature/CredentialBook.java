package dev.ostiary.emulator.signature;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The credentials that the emulator knows. Stateful; safe for any thread; forgets the oldest session when full. */
public final class CredentialBook {
    private static final int MAX_SESSIONS = 10_000;

    private final Map<String, Credential> known = new LinkedHashMap<>();
    private final int permanent;

    public CredentialBook(Credential.LongTerm longTerm) {
        known.put(longTerm.accessKey(), longTerm);
        permanent = known.size();
    }

    public synchronized void add(Credential.Session session) {
        if (known.size() >= MAX_SESSIONS + permanent) {
            Iterator<Credential> oldest = known.values().iterator();
            while (oldest.hasNext()) {
                if (oldest.next() instanceof Credential.Session) {
                    oldest.remove();
                    break;
                }
            }
        }
        known.put(session.accessKey(), session);
    }

    /** Ends every session at once, as when a role is deleted. */
    public synchronized void forgetSessions() {
        known.values().removeIf(Credential.Session.class::isInstance);
    }

    synchronized Optional<Credential> find(String accessKey) {
        return Optional.ofNullable(known.get(accessKey));
    }
}
