package dev.ostiary.gateway.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the access files are, and how strictly they are taken. */
@ConfigMapping(prefix = "ostiary.access")
public interface AccessSettings {
    /** The directory of the access files. Required: without it the start is refused. */
    Optional<Path> directory();

    /**
     * Which lint findings keep a snapshot from loading: {@code error}, or {@code security} for security findings as well, as far as
     * no waiver stands beside the policy. Default {@code error}. Any other word refuses the start.
     */
    @WithDefault("error")
    BlockOn blockOn();

    /**
     * Whether each organization level has an implied FullAWSAccess, as AWS attaches it by default, so that documents that only
     * deny work. With {@code false} a level allows only what its own documents allow.
     */
    @WithDefault("true")
    boolean organizationFullAccess();

    /** The values of {@code ostiary.access.block-on}. */
    enum BlockOn {
        ERROR,
        SECURITY;

        public boolean blocksSecurity() {
            return this == SECURITY;
        }
    }
}
