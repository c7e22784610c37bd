package dev.ostiary.gateway.policies;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * AWS's managed policies that apps may name as {@code aws:<name>}. Only those whose content is known are built in, as resources
 * beside this class: guessing at one would grant what AWS does not. Their notes say which version they follow.
 */
public final class ManagedPolicies {
    static final String PREFIX = "aws:";
    private static final Set<String> NAMES = Set.of(
            "AmazonBedrockFullAccess",
            "AmazonBedrockMantleInferenceAccess",
            "AmazonBedrockMantleReadOnly",
            "AmazonBedrockReadOnly");

    private ManagedPolicies() {}

    /** Names with the prefix, sorted. */
    public static Set<String> names() {
        var names = new TreeSet<String>();
        NAMES.forEach(name -> names.add(PREFIX + name));
        return names;
    }

    /** @param name with the prefix */
    public static Optional<NamedPolicy> find(String name) {
        String bare = name.substring(PREFIX.length());
        return NAMES.contains(bare) ? Optional.of(read(name, "managed/" + bare + ".json")) : Optional.empty();
    }

    /** What AWS attaches to each level of an organization. */
    static NamedPolicy fullAwsAccess() {
        return read(PREFIX + "FullAWSAccess", "managed/FullAWSAccess.json");
    }

    private static NamedPolicy read(String name, String resource) {
        try (InputStream in = ManagedPolicies.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the built-in policy `" + resource + "` is missing from the jar");
            }
            return switch (PolicyReader.read(in.readAllBytes(), PolicyKind.MANAGED)) {
                case PolicyReading.Accepted accepted -> new NamedPolicy(name, accepted.document());
                case PolicyReading.Rejected rejected ->
                    throw new IllegalStateException("a built-in policy is refused: " + rejected.problems());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
