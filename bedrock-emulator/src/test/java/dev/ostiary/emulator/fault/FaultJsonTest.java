package dev.ostiary.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.exchange.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fault':'delay','firstByteMillis':10,'frameMillis':20}",
                "{'fault':'error','status':503,'type':'ServiceUnavailableException','message':'m'}",
                "{'fault':'reset-before-headers'}",
                "{'fault':'hang'}",
                "{'fault':'reset-mid-frame','frame':2}",
                "{'fault':'reset-after-last-frame'}",
                "{'fault':'hang-before-frame','frame':1}",
                "{'fault':'wrong-crc','frame':1,'prelude':true}",
                "{'fault':'oversize-length','frame':0,'length':99}",
                "{'fault':'exception-frame','frame':3,'type':'ModelStreamErrorException'}",
                "{'fault':'end-before-frame','frame':-1}",
                "{'fault':'end-mid-frame','frame':1}",
                "{'fault':'split-writes','bytes':7}",
                "{'fault':'join-frames','frames':3}",
                "{'fault':'bulk','frames':10,'bytes':20}",
                "{'fault':'throttle','every':5,'times':2,'operation':'Converse','model':'nova'}"
            })
    void readingWhatWasWrittenGivesTheSameRule(String json) {
        FaultRule rule = parse(json);

        assertThat(FaultJson.parse(FaultJson.write(rule))).isEqualTo(rule);
    }

    @Test
    void everythingIsRead() {
        FaultRule rule = parse("{'fault':'reset-mid-frame','frame':2,'every':3,'times':4,'model':'nova'}");

        assertThat(rule.fault()).isEqualTo(new Fault.ResetMidFrame(2));
        assertThat(rule.every()).isEqualTo(3);
        assertThat(rule.times()).isEqualTo(4);
        assertThat(rule.selector().model()).isEqualTo("nova");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fault':'no-such'}",
                "{}",
                "{'fault':'hang','frmae':2}",
                "{'fault':'hang','every':0}",
                "{'fault':'hang','times':'x'}"
            })
    void mistakesAreRefusedWithAText(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(unknown|must be).*");
    }

    private static FaultRule parse(String json) {
        return FaultJson.parse(Json.parseObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow());
    }
}
