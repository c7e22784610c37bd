package dev.ostiary.policy.document;

import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.pattern.ArnFields;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PatternEntry;
import java.util.List;

/** IAM's checks of a resource's text, and one of ours: the first field must be {@code arn}. */
final class ResourceRule {
    private static final List<String> PARTITIONS =
            List.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*");

    private ResourceRule() {}

    static void check(PatternEntry resource, boolean variables, Problems problems) {
        String text = resource.text();
        if (text.equals("*")) {
            return;
        }
        List<String> fields = ArnFields.split(text, variables);
        if (fields.size() < 2) {
            problem(problems, Stage.RESOURCE_FORMAT, resource, "INVALID_ARN_PREFIX", "must be an ARN or `*`");
        } else if (!PARTITIONS.contains(fields.get(1))) {
            problem(
                    problems,
                    Stage.RESOURCE_FORMAT,
                    resource,
                    "INVALID_PARTITION",
                    "has the unknown partition `" + fields.get(1) + "`, expected `aws`");
        } else if (isLegacyFailure(text, fields)) {
            problem(
                    problems,
                    Stage.LEGACY_PARSING,
                    resource,
                    "MISSING_ARN_FIELD",
                    "is not an ARN of six fields with a service");
        } else if (fields.size() < 3 || Glob.hasWildcard(fields.get(2))) {
            problem(
                    problems,
                    Stage.RESOURCE_FORMAT,
                    resource,
                    "INVALID_SERVICE",
                    "must name its service in full, without wildcards");
        } else if (!fields.getFirst().equals("arn")) {
            problem(problems, Stage.RESOURCE_FORMAT, resource, "INVALID_ARN_PREFIX", "must begin with `arn:`");
        }
    }

    private static boolean isLegacyFailure(String text, List<String> fields) {
        boolean shortWithGap = fields.size() < 6 && text.contains("::");
        return shortWithGap || (fields.size() > 2 && fields.get(2).isEmpty());
    }

    private static void problem(Problems problems, Stage stage, PatternEntry resource, String code, String what) {
        problems.add(
                stage,
                resource.position(),
                code,
                "the resource `" + resource.text() + "` " + what,
                "write for example `arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0`");
    }
}
