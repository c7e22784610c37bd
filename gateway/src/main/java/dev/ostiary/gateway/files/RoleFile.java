package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.WaiverReader;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A policy document of the role with which the gateway calls AWS, and the waivers beside it. */
public final class RoleFile {
    private final NamedPolicy policy;
    private final List<WaiverReader.LocatedWaiver> waivers;

    private RoleFile(NamedPolicy policy, List<WaiverReader.LocatedWaiver> waivers) {
        this.policy = policy;
        this.waivers = waivers;
    }

    /**
     * Reads the waivers of a document that was read.
     *
     * @param name what findings call the file: where it is, as it was named
     * @param findings what is wrong with the waivers
     * @throws IOException when they are there and cannot be read
     */
    public static RoleFile of(String name, PolicyDocument document, Findings findings) throws IOException {
        Path waivers = Path.of(waiversOf(name));
        boolean waived = !waivers.toString().equals(name) && Files.isRegularFile(waivers);
        return new RoleFile(
                new NamedPolicy(name, document),
                waived ? WaiverReader.read(waivers.toString(), Files.readAllBytes(waivers), findings) : List.of());
    }

    static String waiversOf(String document) {
        return document.replaceFirst("\\.json$", ".waivers.yaml");
    }

    NamedPolicy policy() {
        return policy;
    }

    List<WaiverReader.LocatedWaiver> waivers() {
        return waivers;
    }
}
