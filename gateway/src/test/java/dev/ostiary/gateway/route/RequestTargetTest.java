package dev.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.refusal.RefusalKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static RequestTarget accepted(String raw) {
        assertThat(RequestTarget.parse(raw)).isInstanceOf(RequestTarget.class);
        return (RequestTarget) RequestTarget.parse(raw);
    }

    @Test
    void anEncodedArnIsOneSegmentDecodedOnce() {
        RequestTarget target =
                accepted("/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fa.b-v1%3a0/invoke");

        assertThat(target.segments())
                .containsExactly("model", "arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0", "invoke");
        assertThat(target.hasQuery()).isFalse();
    }

    @Test
    void aBareColonIsLegal() {
        assertThat(accepted("/model/a.b-v1:0/invoke").segments()).containsExactly("model", "a.b-v1:0", "invoke");
    }

    @Test
    void theQueryIsSplitAndDecodedOnce() {
        RequestTarget target = accepted("/async-invoke?maxResults=5&nextToken=a%2Bb%3D%25&flag");

        assertThat(target.query())
                .containsExactly(
                        new RequestTarget.QueryParameter("maxResults", "5"),
                        new RequestTarget.QueryParameter("nextToken", "a+b=%"),
                        new RequestTarget.QueryParameter("flag", ""));
    }

    @Test
    void anEmptyQueryIsStillAQuery() {
        assertThat(accepted("/model/x/invoke?").hasQuery()).isTrue();
    }

    @Test
    void theRootHasNoSegments() {
        assertThat(accepted("/").segments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "model/x/invoke",
                "http://evil.example/model/x/invoke",
                "evil.example:443",
                "//evil.example/model",
                "/model//invoke",
                "/model/x/invoke/",
                "/model/./invoke",
                "/model/../invoke",
                "/model/%2e%2E/invoke",
                "/model/%2e/invoke",
                "/model/..%2f..%2fadmin/invoke",
                "/model/a%2f%2fb/invoke",
                "/model/%2fa/invoke",
                "/model/a%2f/invoke",
                "/model/x;a=b/invoke",
                "/model/x%3Ba/invoke",
                "/model/..;/invoke",
                "/model/a\\b/invoke",
                "/model/a%5Cb/invoke",
                "/model/a%252Fb/invoke",
                "/model/a%25b/invoke",
                "/model/a%00b/invoke",
                "/model/a%0d%0ab/invoke",
                "/model/a%7Fb/invoke",
                "/model/a%c0%afb/invoke",
                "/model/a%c3%a9b/invoke",
                "/model/\u00e9/invoke",
                "/model/a b/invoke",
                "/model/a\tb/invoke",
                "/model/a\u0000b/invoke",
                "/model/a%/invoke",
                "/model/a%4/invoke",
                "/model/a%4",
                "/model/a%4g/invoke",
                "/model/a%\uff11\uff11/invoke",
                "/model/x/invoke#fragment",
                "/model/<x>/invoke",
                "/model/{x}/invoke",
                "/model/\"x\"/invoke",
                "/a?=b",
                "/a?b=c&&d=e",
                "/a?b=c&",
                "/a?b=1&b=2",
                "/a?b=1&%62=2",
                "/a?b=c;d=e",
                "/a?b=%zz",
                "/a?b=%0a",
            })
    void whatIsOutsideTheGrammarIs400(String raw) {
        assertThat(RequestTarget.parse(raw))
                .isInstanceOfSatisfying(
                        TargetReading.Malformed.class,
                        malformed -> assertThat(malformed.refusal().kind()).isEqualTo(RefusalKind.VALIDATION));
    }

    @Test
    void lengthIsBoundedOnTheDot() {
        String longest = "/" + "a".repeat(TargetParser.MAX_LENGTH - 1);

        assertThat(RequestTarget.parse(longest)).isInstanceOf(RequestTarget.class);
        assertThat(RequestTarget.parse(longest + "a")).isInstanceOf(TargetReading.Malformed.class);
    }

    @Test
    void whatIsAcceptedSurvivesOurOwnEncodingUnchanged() {
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "/", "a", "model", ".", "..", "%", "%2f", "%2F", "%25", "%2e", ";", ":", "%3A", "?", "&", "=", "\\",
                "%5c", "%00", "%0a", "%c0%af", "é", " ", "#", "+", "0", "~", "%7e", "%41", "@");
        int accepted = 0;
        for (int round = 0; round < 100_000; round++) {
            var raw = new StringBuilder("/");
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                raw.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (RequestTarget.parse(raw.toString()) instanceof RequestTarget target) {
                accepted++;
                assertThat(reencoded(target)).as("seed %s, raw %s", seed, raw).isEqualTo(target);
            }
        }
        assertThat(accepted).as("accepted of seed %s", seed).isGreaterThan(1_000);
    }

    /** What a reader behind us sees of our encoding of a target. */
    static TargetReading reencoded(RequestTarget target) {
        var again = new StringBuilder();
        target.segments().forEach(segment -> PercentEncoding.append(again.append('/'), segment));
        if (target.segments().isEmpty()) {
            again.append('/');
        }
        String separator = "?";
        for (RequestTarget.QueryParameter parameter : target.query()) {
            PercentEncoding.append(again.append(separator), parameter.name());
            PercentEncoding.append(again.append('='), parameter.value());
            separator = "&";
        }
        if (target.hasQuery() && target.query().isEmpty()) {
            again.append('?');
        }
        return RequestTarget.parse(again.toString());
    }
}
