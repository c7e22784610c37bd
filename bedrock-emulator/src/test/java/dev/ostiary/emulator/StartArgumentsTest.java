package dev.ostiary.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartArgumentsTest {
    @Test
    void commandLineWinsOverEnvironment() throws IOException {
        EmulatorOptions options = new StartArguments(
                        List.of("--port=1", "--accept-bearer=true"),
                        Map.of(
                                "EMULATOR_PORT",
                                "2",
                                "EMULATOR_HOST",
                                "0.0.0.0",
                                "EMULATOR_REGIONS",
                                "eu-west-1,us-east-1"))
                .options();

        assertThat(options.binding().port()).isEqualTo(1);
        assertThat(options.binding().host()).isEqualTo("0.0.0.0");
        assertThat(options.leniency().acceptBearer()).isTrue();
        assertThat(options.regions()).containsExactly("eu-west-1", "us-east-1");
    }

    @Test
    void nothingGivenIsTheDefault() throws IOException {
        EmulatorOptions options = new StartArguments(List.of(), Map.of()).options();

        assertThat(options.binding().port()).isEqualTo(StartArguments.DEFAULT_PORT);
        assertThat(options.binding().host()).isEqualTo("127.0.0.1");
        assertThat(options.leniency().refuseBadSignatures()).isTrue();
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> new StartArguments(List.of("--prot=1"), Map.of()))
                .hasMessageContaining("`--prot=1`");
        assertThatThrownBy(() -> new StartArguments(List.of("--port=x"), Map.of()).options())
                .hasMessageContaining("`port` must be a number");
        assertThatThrownBy(() -> new StartArguments(List.of("--accept-bearer=yes"), Map.of()).options())
                .hasMessageContaining("must be true or false");
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(EmulatorOptions.defaults().toString()).doesNotContain(EmulatorOptions.SECRET_KEY);
    }
}
