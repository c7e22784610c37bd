package dev.ostiary.gateway.http;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The real mapping with the real defaults, on free ports of the loopback interface. */
final class TestSettings {
    private TestSettings() {}

    /** @param overrides keys without their prefix, and values */
    static HttpSettings with(Map<String, String> overrides) {
        var values = new HashMap<String, String>();
        overrides.forEach((key, value) -> values.put("ostiary.http." + key, value));
        values.putIfAbsent("ostiary.http.host", "127.0.0.1");
        values.putIfAbsent("ostiary.http.port", "0");
        values.putIfAbsent("ostiary.http.tls-port", "0");
        return read(values);
    }

    static HttpSettings read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(HttpSettings.class)
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .build()
                .getConfigMapping(HttpSettings.class);
    }
}
