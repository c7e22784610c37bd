package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.DocumentServer;
import dev.ostiary.gateway.keys.SigningKey;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 13 to 16, at random: whatever is done to a good token, the answer is a prompt 401 and never an exception. */
class MalformedTokenCorpusTest {
    private static final int TOKENS = 3_000;
    private static final String JSON_BITS = "{}[]\",:\\0123456789eE+-.u truefalsn\u0000\n\u00e9\ud83d\ude00";

    private final long seed = Long.getLong("ostiary.seed", 1);
    private final Random random = new Random(seed);
    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void everyDamagedTokenIsRefusedFast() {
        String good = key.token(gate.claims());
        gate.accepted(good);
        var slow = new ArrayList<String>();

        for (int i = 0; i < TOKENS; i++) {
            String token = damaged(good);
            long start = System.nanoTime();
            Authentication end = send(token);
            if (System.nanoTime() - start > Duration.ofMillis(500).toNanos()) {
                slow.add(token);
            }
            assertThat(status(end)).as("seed %d, token %s", seed, token).isEqualTo(401);
        }

        assertThat(slow).as("seed %d", seed).hasSizeLessThan(TOKENS / 100);
    }

    @Test
    void everySignedTokenWithMangledJsonGetsAnAnswer() {
        for (int i = 0; i < TOKENS; i++) {
            String token = random.nextBoolean()
                    ? key.token(mangled(key.header()), gate.claims())
                    : key.token(key.header(), mangled(gate.claims()));

            Authentication end = send(token);

            // mangling may leave a good token, of this app or of none
            assertThat(status(end)).as("seed %d, token %s", seed, token).isIn(200, 401, 403);
            if (end instanceof Caller caller) {
                assertThat(caller.claims()).containsEntry("iss", Gate.ISS).containsEntry("azp", "translator-prod");
            }
        }
    }

    private static int status(Authentication end) {
        return switch (end) {
            case Caller ignored -> 200;
            case Rejected rejected -> rejected.refusal().kind().status();
        };
    }

    private Authentication send(String token) {
        return DocumentServer.await(gate.authenticator.authenticate(
                MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token), gate.snapshot));
    }

    private String damaged(String good) {
        String token;
        do {
            token = switch (random.nextInt(5)) {
                case 0 -> withOtherCharacter(good);
                case 1 -> good.substring(0, random.nextInt(good.length()));
                case 2 -> withPiece(good);
                case 3 -> withWrongBytes();
                default -> noise();
            };
        } while (token.equals(good));
        return token;
    }

    private String withOtherCharacter(String good) {
        var token = new StringBuilder(good);
        token.setCharAt(random.nextInt(good.length()), (char) random.nextInt(0x180));
        return token.toString();
    }

    private String withPiece(String good) {
        int from = random.nextInt(good.length());
        int to = from + random.nextInt(good.length() - from);
        int at = random.nextInt(good.length());
        return good.substring(0, at) + good.substring(from, to) + good.substring(at);
    }

    private String mangled(String json) {
        var text = new StringBuilder(json);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, JSON_BITS.charAt(random.nextInt(JSON_BITS.length())));
                default -> text.setCharAt(at, JSON_BITS.charAt(random.nextInt(JSON_BITS.length())));
            }
        }
        return text.toString();
    }

    private String withWrongBytes() {
        byte[] claims = gate.claims(",\"sub\":\"aaaaaaaa\"").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            claims[random.nextInt(claims.length)] = (byte) (0x80 | random.nextInt(128));
        }
        return key.token(key.header().getBytes(StandardCharsets.UTF_8), claims);
    }

    private String noise() {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        List<String> joints = List.of(".", "..", "", "~", "=.");
        String joint = joints.get(random.nextInt(joints.size()));
        return SigningKey.base64(bytes) + joint + SigningKey.base64(bytes) + joint + SigningKey.base64(bytes);
    }
}
