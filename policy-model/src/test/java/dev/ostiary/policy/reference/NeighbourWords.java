package dev.ostiary.policy.reference;

import java.util.List;

/** What {@link NeighbourPolicies} are made of: borders of every comparison, and requests on both sides of them. */
final class NeighbourWords {
    /** A key with the one way in which it is compared. */
    record Key(String name, List<String> operators, List<String> values, List<String> requested) {}

    private static final String PROFILE = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/";
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final List<String> TEXT_OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike");
    private static final List<String> TEXTS =
            List.of("ab", "AB", "Ab", "a", "", "a*", "?*", "*b", "*", "${*}", "a?", "${aws:PrincipalTag/owner}");
    private static final List<String> REQUEST_TEXTS =
            List.of("ab", "aB", "Ab", "AB", "a", "b", "", "x", "*", "${x}", "${*}", "abc");
    static final List<Key> KEYS = List.of(
            new Key("aws:PrincipalTag/team", TEXT_OPERATORS, TEXTS, REQUEST_TEXTS),
            new Key("aws:PrincipalTag/owner", TEXT_OPERATORS, TEXTS, REQUEST_TEXTS),
            new Key("aws:TagKeys", TEXT_OPERATORS, TEXTS, REQUEST_TEXTS),
            new Key(
                    "aws:MultiFactorAuthAge",
                    List.of("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals"),
                    List.of("1", "2", "3", "2.0", "x"),
                    List.of("0", "1", "1.5", "2", "2.5", "3", "4", "x", "")),
            new Key(
                    "aws:CurrentTime",
                    List.of("DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals"),
                    List.of("2026-01-01", "2027-01-01T00:00:00Z", "9999-12-31", "253402300800", "1798761600000", "0"),
                    List.of(
                            "2025-12-31",
                            "2026-01-01",
                            "2026-06-01",
                            "2028-01-01",
                            "9999-12-31",
                            "9999-12-31T12:00:00Z",
                            "253402300800",
                            "1798761599999",
                            "1798761600001",
                            "never")),
            new Key(
                    "aws:SourceIp",
                    List.of("IpAddress", "NotIpAddress"),
                    List.of("10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "0.0.0.0/0", "::/0", "10.0.0.1"),
                    List.of("10.0.0.1", "10.1.1.1", "10.200.0.1", "11.0.0.1", "2001:db8::1", "none")),
            new Key(
                    "aws:SecureTransport",
                    List.of("Bool"),
                    List.of("true", "false", "TRUE", "x"),
                    List.of("true", "false", "True", "maybe")),
            new Key(
                    "bedrock:InferenceProfileArn",
                    List.of("ArnEquals", "ArnNotLike", "StringLike", "StringNotEquals"),
                    List.of(PROFILE + "a", PROFILE + "*", "arn:aws:bedrock:*:*:*", "arn:*:*:*:*:*/a", "*"),
                    List.of(PROFILE + "a", PROFILE + "ab", MODEL + "a", "x")));
    static final List<String> ACTIONS = List.of(
            "bedrock:InvokeModel",
            "bedrock:Invoke*",
            "bedrock:*",
            "*",
            "bedrock:Get*",
            "bedrock:InvokeModelWithResponseStream",
            "bedrock:?nvokeModel");
    static final List<String> RESOURCES = List.of(
            "*",
            PROFILE + "*",
            PROFILE + "a*",
            PROFILE + "?b",
            PROFILE + "ab",
            PROFILE + "a-x",
            PROFILE + "${*}",
            PROFILE + "${aws:PrincipalTag/team}",
            PROFILE + "${aws:PrincipalTag/team}*",
            PROFILE + "${aws:PrincipalTag/team}-x",
            PROFILE + "${aws:PrincipalTag/team, 'ab'}",
            PROFILE + "${aws:PrincipalTag/owner}-${aws:PrincipalTag/team}",
            MODEL + "*",
            MODEL + "a*b",
            "arn:aws:bedrock:*:*:*",
            "arn:aws:bedrock:*");
    static final List<String> REQUEST_ACTIONS = List.of(
            "bedrock:InvokeModel",
            "bedrock:InvokeModelWithResponseStream",
            "bedrock:GetGuardrail",
            "bedrock:InvokeFlow",
            "s3:GetObject");
    static final List<String> REQUEST_RESOURCES = List.of(
            "*",
            PROFILE + "ab",
            PROFILE + "Ab",
            PROFILE + "a",
            PROFILE + "",
            PROFILE + "*",
            PROFILE + "a-x",
            PROFILE + "ab-x",
            PROFILE + "ab-ab",
            PROFILE + "${x}",
            MODEL + "ab",
            MODEL + "axb",
            "arn:aws:bedrock:eu-west-1:111122223333:guardrail/g");

    private NeighbourWords() {}
}
