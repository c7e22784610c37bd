package dev.ostiary.policy.review;

import dev.ostiary.policy.policy.NamedPolicy;
import java.util.List;

/**
 * An app whose calls the gateway makes with its own role.
 *
 * @param name what findings call it
 * @param identity its identity policies; without any it needs nothing
 */
public record RoleApp(String name, List<NamedPolicy> identity) {
    public RoleApp {
        identity = List.copyOf(identity);
    }
}
