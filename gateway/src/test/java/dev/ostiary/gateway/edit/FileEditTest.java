package dev.ostiary.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileEditTest {
    @Test
    void aFileWithWindowsLineEndsKeepsThemInWhatIsNew() {
        String before = "app: a\r\npolicies:\r\n  - one\r\n";
        var edit = new FileEdit("apps/a.yaml", before, PolicyListEdit.add("apps/a.yaml", before, "two"));
        assertThat(edit.after()).isEqualTo(before + "  - two\r\n");
    }

    @Test
    void aFileWithPlainLineEndsKeepsThemAsTheyAre() {
        assertThat(new FileEdit("f", "a\nb\n", "a\nb\nc\n").after()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void aFileWithBothIsLeftAsTheEditMadeIt() {
        assertThat(new FileEdit("f", "a\r\nb\n", "a\r\nb\nc\n").after()).isEqualTo("a\r\nb\nc\n");
    }
}
