package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.store.AccessSettings;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How commands take access files: by the server's own settings, refused where they would refuse its start. */
public final class AccessTerms {
    private static final String BLOCK_ON = "ostiary.access.block-on";
    private static final String FULL_ACCESS = "ostiary.access.organization-full-access";

    private AccessTerms() {}

    /**
     * Blocks for reading files of configuration.
     *
     * @throws Impossible when a setting has a value that would refuse the start
     */
    public static AccessSettings read() {
        SmallRyeConfig words = builder().build();
        String blockOn = words.getRawValue(BLOCK_ON);
        check(BLOCK_ON, blockOn == null ? null : blockOn.toLowerCase(Locale.ROOT), List.of("error", "security"));
        // SmallRye reads a typing error as false
        check(FULL_ACCESS, words.getRawValue(FULL_ACCESS), List.of("true", "false"));
        try {
            return builder().withMapping(AccessSettings.class).build().getConfigMapping(AccessSettings.class);
        } catch (ConfigValidationException e) {
            throw unusable(e);
        }
    }

    static Impossible unusable(ConfigValidationException e) {
        return new Impossible(
                "the configuration cannot be used: " + e.getProblem(0).getMessage(),
                "all keys are in docs/configuration.md");
    }

    /** The sources of the server. */
    static SmallRyeConfigBuilder builder() {
        return ConfigUtils.configBuilder().withValidateUnknown(false);
    }

    private static void check(String key, @Nullable String value, List<String> allowed) {
        if (value != null && !value.isEmpty() && !allowed.contains(value)) {
            throw new Impossible("`" + key + "` is `" + value + "`", "expected " + String.join(" or ", allowed));
        }
    }
}
