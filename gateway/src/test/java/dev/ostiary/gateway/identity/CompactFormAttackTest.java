package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.token.BearerHeader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 13, 14 and 16: one token has one spelling. */
class CompactFormAttackTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    private String withClaims(byte[] claims) {
        return key.token(key.header().getBytes(StandardCharsets.UTF_8), claims);
    }

    private String withClaims(String claims) {
        return withClaims(claims.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void threat13ClaimsThatAreNoSingleObjectAreRefused() {
        String good = gate.claims();
        for (String claims : List.of(
                "[" + good + "]",
                "\"" + good.replace("\"", "\\\"") + "\"",
                "null",
                "1",
                "",
                good + good,
                good + " x",
                good + "\u0000",
                "\ufeff" + good,
                good.substring(0, good.length() - 1),
                good.replace("}", ",}"),
                good.replace("{", "{/**/"),
                good.replace('"', '\''))) {
            gate.refused(withClaims(claims));
        }
    }

    @Test
    void threat13DeepClaimsAreRefusedFast() {
        String deep = gate.claims(",\"d\":" + "[".repeat(5_000) + "]".repeat(5_000));
        String open = gate.claims(",\"d\":" + "{\"a\":".repeat(1_500));
        gate.accepted(key.token(gate.claims()));
        long start = System.nanoTime();

        gate.refused(withClaims(deep));
        gate.refused(withClaims(open));

        assertThat(System.nanoTime() - start).isLessThan(200_000_000L);
    }

    @Test
    void threat13OtherEncodingsAreRefused() {
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE")) {
            gate.refused(withClaims(gate.claims().getBytes(Charset.forName(charset))));
        }
        byte[] bad = gate.claims(",\"x\":\"??\"").getBytes(StandardCharsets.UTF_8);
        bad[bad.length - 4] = (byte) 0xc0;
        bad[bad.length - 3] = (byte) 0xaf;
        gate.refused(withClaims(bad));
        gate.refused(withClaims(gate.claims(",\"x\":\"\\ud800\"")));
    }

    @Test
    void threat14OtherSpellingsOfTheSameBytesAreRefused() {
        String token = key.token(gate.claims());
        gate.accepted(token);
        String[] parts = token.split("\\.");

        gate.refused(token + "=");
        gate.refused(token + "==");
        gate.refused(parts[0] + "=." + parts[1] + "." + parts[2]);
        gate.refused(token + " ");
        gate.refused(" " + token);
        gate.refused(token.replaceFirst("\\.", ". "));
        gate.refused(token.substring(0, 10) + "\n" + token.substring(10));
        gate.refused(
                parts[0] + "." + parts[1] + "." + parts[2].replace('-', '+').replace('_', '/') + "+");
    }

    @Test
    void threat14UnusedBitsOfTheLastCharacterMustBeZero() {
        // 64 bytes of signature end in a character of which two bits are used
        String token = key.token(gate.claims());
        gate.accepted(token);
        int last = ALPHABET.indexOf(token.charAt(token.length() - 1));

        for (int unused = 1; unused < 16; unused++) {
            gate.refused(token.substring(0, token.length() - 1) + ALPHABET.charAt(last | unused));
        }
    }

    @Test
    void threat14AnyOtherNumberOfPartsIsRefused() {
        String token = key.token(gate.claims());
        String[] parts = token.split("\\.");

        for (String other : List.of(
                parts[0],
                parts[0] + "." + parts[1],
                token + ".",
                token + ".AA",
                token + ".AA.AA",
                "." + token,
                "..",
                ".",
                "",
                ".." + parts[2],
                parts[0] + ".." + parts[2],
                "." + parts[1] + "." + parts[2])) {
            gate.refused(other);
        }
    }

    @Test
    void threat14JsonSerializationIsRefused() {
        String[] parts = key.token(gate.claims()).split("\\.");

        gate.refused("{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                + "\"}");
    }

    @Test
    void threat16LongTokensAreRefusedWithoutBeingRead() {
        String padding = "x".repeat(9_000);
        String fits = key.token(gate.claims(",\"p\":\"" + padding + "\""));
        assertThat(fits.length()).isLessThan(BearerHeader.MAX_TOKEN_LENGTH);

        gate.accepted(fits);
        for (int kilobytes : new int[] {16, 64, 256}) {
            gate.refused(key.token(gate.claims(",\"p\":\"" + "x".repeat(kilobytes * 1024) + "\"")));
        }
    }
}
