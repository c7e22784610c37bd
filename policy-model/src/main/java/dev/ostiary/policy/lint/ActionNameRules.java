package dev.ostiary.policy.lint;

import dev.ostiary.policy.condition.NameDistance;
import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PatternEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Actions that do not exist. */
final class ActionNameRules implements LintRule {
    private static final List<String> CONVERSE = List.of("bedrock:Converse", "bedrock:ConverseStream");
    /** Prefixes of other services that are met in practice; anything else is probably a slip. */
    private static final Set<String> OTHER_SERVICES = Set.of(
            "a4b",
            "access-analyzer",
            "account",
            "acm",
            "apigateway",
            "application-autoscaling",
            "athena",
            "autoscaling",
            "aws-marketplace",
            "backup",
            "batch",
            "bedrock-agentcore",
            "cloudformation",
            "cloudfront",
            "cloudtrail",
            "cloudwatch",
            "codebuild",
            "codecommit",
            "codedeploy",
            "codepipeline",
            "cognito-identity",
            "cognito-idp",
            "comprehend",
            "config",
            "datazone",
            "dynamodb",
            "ebs",
            "ec2",
            "ec2messages",
            "ecr",
            "ecs",
            "eks",
            "elasticache",
            "elasticfilesystem",
            "elasticloadbalancing",
            "es",
            "aoss",
            "events",
            "execute-api",
            "firehose",
            "glue",
            "guardduty",
            "health",
            "iam",
            "identitystore",
            "kendra",
            "kinesis",
            "kms",
            "lakeformation",
            "lambda",
            "lex",
            "logs",
            "organizations",
            "pipes",
            "polly",
            "q",
            "qbusiness",
            "quicksight",
            "rds",
            "rds-data",
            "redshift",
            "redshift-data",
            "rekognition",
            "resource-groups",
            "route53",
            "s3",
            "s3tables",
            "s3vectors",
            "sagemaker",
            "scheduler",
            "secretsmanager",
            "servicequotas",
            "ses",
            "signin",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "sso",
            "states",
            "sts",
            "tag",
            "textract",
            "transcribe",
            "translate",
            "wafv2",
            "xray");

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            statement.actions().forEach(entry -> check(target, statement, entry, findings));
        }
    }

    private static void check(LintTarget target, StatementView statement, PatternEntry entry, Findings findings) {
        String action = entry.text();
        int colon = action.indexOf(':');
        if (colon <= 0 || action.startsWith("*") || action.indexOf(':', colon + 1) >= 0) {
            return;
        }
        String service = AsciiCase.lower(action.substring(0, colon));
        if (isConverse(target, action)) {
            findings.addWithFix(
                    "BR_CONVERSE_ACTION",
                    Severity.ERROR,
                    statement.statement(),
                    entry.position(),
                    "there is no action `" + action + "`: Converse is authorized by `bedrock:InvokeModel`, "
                            + "ConverseStream by `bedrock:InvokeModelWithResponseStream`",
                    new Fix.Replace(StatementView.INVOCATIONS.get(
                            AsciiCase.lower(action).contains("stream") ? 1 : 0)));
        } else if (!target.table().knowsService(service)) {
            checkService(statement, entry, service, findings);
        } else if (target.table().matching(action).isEmpty()) {
            String nearest = nearest(target, action);
            findings.addWithFix(
                    "INVALID_ACTION",
                    Severity.ERROR,
                    statement.statement(),
                    entry.position(),
                    "no known action is `" + action + "`, did you mean `" + nearest + "`?",
                    "write `" + nearest + "`");
        }
    }

    private static boolean isConverse(LintTarget target, String action) {
        Glob glob = Glob.ignoringCase(action);
        return CONVERSE.stream().anyMatch(glob::matches)
                && target.table().matching(action).isEmpty();
    }

    private static void checkService(StatementView statement, PatternEntry entry, String service, Findings findings) {
        if (OTHER_SERVICES.contains(service) || Glob.hasWildcard(service)) {
            return;
        }
        boolean endpoint = service.startsWith("bedrock-");
        boolean slip = endpoint || NameDistance.between(service, "bedrock") <= 2;
        findings.addWithFix(
                "INVALID_SERVICE_IN_ACTION",
                slip ? Severity.ERROR : Severity.WARNING,
                statement.statement(),
                entry.position(),
                "unknown service prefix `" + service + "`"
                        + (endpoint ? ": that is an endpoint's name, IAM's prefix is `bedrock`" : ""),
                slip
                        ? new Fix.Replace("bedrock" + entry.text().substring(service.length()))
                        : (Fix) null);
    }

    private static String nearest(LintTarget target, String action) {
        return target.table().actions().stream()
                .map(ActionFact::name)
                .min(Comparator.comparingInt(name -> NameDistance.between(action, name)))
                .orElse("bedrock:InvokeModel");
    }
}
