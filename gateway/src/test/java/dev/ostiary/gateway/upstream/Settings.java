package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configuration of an upstream `default`, read as the gateway reads it. Immutable. */
public record Settings(Map<String, String> keys) {
    private static final String PREFIX = "ostiary.upstreams.default.";

    /** The real Bedrock in one Region. */
    public static Settings aws() {
        return new Settings(Map.of("account-id", "111122223333", "regions", "us-east-1"));
    }

    /** Everything at one URL, with time-outs that a test can wait for. */
    public static Settings at(String url) {
        return aws().with("endpoint", url)
                .with("control-endpoint", url)
                .with("sts-endpoint", url)
                .with("connect-timeout", "1S")
                .with("first-byte-timeout", "20S");
    }

    public Settings with(String key, String value) {
        var all = new HashMap<>(keys);
        all.put(key, value);
        return new Settings(all);
    }

    public Upstreams upstreams() {
        var properties = new HashMap<String, String>();
        keys.forEach((key, value) -> properties.put(PREFIX + key, value));
        return Upstreams.read(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(UpstreamsSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(UpstreamsSettings.class));
    }
}
