package dev.ostiary.emulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextModelTest {
    private final TextModel model = new TextModel(new PromptCache());

    @ParameterizedTest
    @CsvSource({"'',0", "' ',0", "a,1", "'a b',2", "'  a\n\tb  c ',3", "a-b.c,1"})
    void tokenIsRunWithoutWhiteSpace(String text, int tokens) {
        assertThat(Tokens.count(text)).isEqualTo(tokens);
    }

    @Test
    void sameQuestionGivesSameText() {
        Reply one = model.reply("m", Prompt.of("what is this"), 100, List.of());
        Reply two = model.reply("m", Prompt.of("what is this"), 100, List.of());

        assertThat(one).isEqualTo(two);
        assertThat(one.text()).isEqualTo("This is the emulated answer of m to: what is this");
    }

    @Test
    void deltasTogetherAreTheText() {
        Reply reply = model.reply("m", Prompt.of("[words=1000]"), 5_000, List.of());

        assertThat(reply.usage().output()).isEqualTo(1_000);
        assertThat(String.join("", reply.deltas())).isEqualTo(reply.text());
        assertThat(reply.deltas()).hasSizeGreaterThan(300);
    }

    @Test
    void maxTokensCutExactly() {
        assertThat(model.reply("m", Prompt.of("[words=10]"), 10, List.of()).stop())
                .isEqualTo(Reply.Stop.END_TURN);
        assertThat(model.reply("m", Prompt.of("[words=10]"), 9, List.of()).stop())
                .isEqualTo(Reply.Stop.MAX_TOKENS);
    }

    @Test
    void cacheIsPerModelAndPrefix() {
        Prompt prompt = new PromptBuilder().add("a b").cachePoint("5m").ask("c").build();

        assertThat(model.usage("m", prompt, 0).cacheWrite()).isEqualTo(2);
        assertThat(model.usage("m", prompt, 0).cacheRead()).isEqualTo(2);
        assertThat(model.usage("other", prompt, 0).cacheWrite()).isEqualTo(2);
        assertThat(model.usage("m", prompt, 7).total()).isEqualTo(10);
    }
}
