package dev.ostiary.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentLogTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyLineGoesToBothPlaces() throws IOException {
        var first = new ByteArrayOutputStream();
        try (OutputStream log = DevelopmentLog.open(first, directory.resolve("made"))) {
            log.write(bytes("one\n"));
            log.write(bytes("two\n"));
            log.flush();
        }

        assertThat(first.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
        assertThat(directory.resolve("made/access.log")).hasContent("one\ntwo\n");
    }

    @Test
    void aStartBeginsAnewAndOnlyTheOwnerMayRead() throws IOException {
        Path file = Files.writeString(directory.resolve("access.log"), "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(directory.resolve("access.log.1"), "older\n");

        DevelopmentLog.open(new ByteArrayOutputStream(), directory).write(bytes("new\n"));

        assertThat(file).hasContent("new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("access.log.1")).doesNotExist();
    }

    @Test
    void aFullFileIsPutAsideBetweenTwoLines() throws IOException {
        Path file = directory.resolve("lines");
        try (var bounded = new BoundedFile(file, 10)) {
            bounded.write(bytes("12345678\n"));
            bounded.write(bytes("ab\ncd"));
            bounded.write(bytes("ef\n"));
        }

        assertThat(file).hasContent("cdef\n");
        assertThat(directory.resolve("lines.1")).hasContent("12345678\nab\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlyOneOldFileIsKept() throws IOException {
        Path file = directory.resolve("lines");
        try (var bounded = new BoundedFile(file, 4)) {
            for (int i = 100; i < 110; i++) {
                bounded.write(bytes(i + "\n"));
            }
        }

        assertThat(Files.size(file) + Files.size(directory.resolve("lines.1"))).isLessThanOrEqualTo(16);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aFileThatCannotBeWrittenHoldsNothingUp() throws IOException {
        var first = new ByteArrayOutputStream();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new IOException("disk full");
            }
        };
        try (var log = new DevelopmentLog(first, broken)) {
            log.write(bytes("one\n"));
            log.write(bytes("two\n"));
        }

        Path taken = Files.writeString(directory.resolve("taken"), "a file");
        OutputStream instead = DevelopmentLog.open(first, taken);

        assertThat(first.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
        assertThat(instead).isSameAs(first);
    }
}
