package dev.ostiary.emulator.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.signature.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private final RequestLog log = new RequestLog();

    @Test
    void onlyTheLastRequestsAreKeptButAllAreCounted() {
        for (int i = 0; i < 2_500; i++) {
            add(0);
        }

        assertThat(log.size()).isEqualTo(2_500);
        assertThat(log.all()).hasSize(2_000);
        assertThat(log.all().getFirst().number()).isEqualTo(501);
        assertThat(log.last().number()).isEqualTo(2_500);
    }

    @Test
    void bodiesAreBoundedTogether() {
        for (int i = 0; i < 10; i++) {
            add(10 * 1024 * 1024);
        }

        assertThat(log.all()).hasSize(6);
    }

    @Test
    void clearForgetsAndCountsFromZero() {
        add(1);
        log.clear();

        assertThat(log.all()).isEmpty();
        assertThat(log.size()).isZero();
    }

    @Test
    void awaitReturnsWhenTheNumberIsReached() throws InterruptedException {
        Thread sender = Thread.ofVirtual().start(() -> {
            add(1);
            add(1);
        });

        assertThat(log.awaitSize(2, Duration.ofSeconds(5))).isTrue();
        assertThat(log.awaitSize(3, Duration.ofMillis(5))).isFalse();
        sender.join();
    }

    private void add(int bodyBytes) {
        Inbound inbound = new Inbound("POST", "/", "HTTP/1.1", "h", Headers.NONE, new byte[bodyBytes]);
        log.add(Operation.CONVERSE, inbound, new Verdict.Bearer(false), "us-east-1", "id");
    }
}
