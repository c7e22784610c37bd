package dev.ostiary.gateway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final String KEY = "ostiary.development.directory";
    private static final Map<String, String> ENVIRONMENT = Map.of("OSTIARY_DEVELOPMENT_DIRECTORY", "/variable");

    private static Properties property(String value) {
        var properties = new Properties();
        properties.setProperty(KEY, value);
        return properties;
    }

    @Test
    void aPropertyWinsOverTheVariableAndTheVariableOverTheDefault() {
        assertThat(Setting.get(KEY, "default", property("/property"), ENVIRONMENT))
                .isEqualTo("/property");
        assertThat(Setting.get(KEY, "default", new Properties(), ENVIRONMENT)).isEqualTo("/variable");
        assertThat(Setting.get(KEY, "default", new Properties(), Map.of())).isEqualTo("default");
    }

    @Test
    void anEmptyValueIsNone() {
        assertThat(Setting.get(KEY, "default", property(""), ENVIRONMENT)).isEqualTo("/variable");
        assertThat(Setting.get(KEY, "default", property(""), Map.of("OSTIARY_DEVELOPMENT_DIRECTORY", "")))
                .isEqualTo("default");
    }

    @Test
    void aSettingOfEveryNameIsFoundInBothSourcesAndThePropertyWins() {
        var properties = new Properties();
        properties.setProperty("ostiary.upstreams.default.regions", "us-east-1,us-west-2");
        properties.setProperty("ostiary.upstreams.default.role-arn", "arn");
        Map<String, String> environment = Map.of(
                "OSTIARY_UPSTREAMS_DEFAULT_REGIONS", "eu-west-1",
                "OSTIARY_UPSTREAMS_EU_REGIONS", "eu-central-1",
                "OSTIARY_UPSTREAMS_NONE_REGIONS", "",
                "OSTIARY_UPSTREAMS_A_B_REGIONS", "no name");

        assertThat(Setting.ofAll("ostiary.upstreams.*.regions", properties, environment))
                .containsExactly("us-east-1,us-west-2", "eu-central-1");
    }
}
