package dev.ostiary.policy.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.lint.Linter;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every JSON example of docs/policies.md is read and linted, and every claim below it is asked. */
class PoliciesPageTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```json\\n(.*?)```\\n((?:- (?:allows|denies) [^\\n]*\\n)*)", Pattern.DOTALL);
    private static final Pattern CLAIM =
            Pattern.compile("- (allows|denies) `([^`]+)` on `([^`]+)`(?: with `([^=`]+)=([^`]+)`)?");
    private static final Linter LINTER = new Linter();

    @Test
    void thePageHasExamplesWithClaims() throws IOException {
        assertThat(examples())
                .hasSizeGreaterThanOrEqualTo(4)
                .noneMatch(example -> example.claims().isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsAcceptedAndDecidesAsClaimed() throws IOException {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.json(), () -> check(example)));
    }

    private record Example(String json, List<String> claims) {}

    private static void check(Example example) {
        PolicyReading reading = PolicyReader.read(example.json(), PolicyKind.IDENTITY);
        List<Finding> findings = LINTER.lint(example.json(), PolicyKind.IDENTITY, LintFacts.NONE);

        assertThat(findings).noneMatch(finding -> finding.blocksLoading(true));
        assertThat(reading).isInstanceOfSatisfying(PolicyReading.Accepted.class, accepted -> {
            PolicySet set = PolicySet.ofIdentity(List.of(new NamedPolicy("example", accepted.document())));
            example.claims().forEach(claim -> check(set, claim));
        });
    }

    private static void check(PolicySet set, String text) {
        Matcher claim = CLAIM.matcher(text);
        assertThat(claim.matches()).as(text).isTrue();
        RequestContext context = claim.group(4) == null
                ? RequestContext.empty()
                : RequestContext.empty().with(claim.group(4), claim.group(5));
        AuthorizationPart part = new AuthorizationPart(claim.group(2), claim.group(3), context);

        assertThat(set.decide(part).isAllowed())
                .as(text)
                .isEqualTo(claim.group(1).equals("allows"));
    }

    private static List<Example> examples() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/policies.md")));
        List<Example> examples = new ArrayList<>();
        while (example.find()) {
            examples.add(new Example(example.group(1), example.group(2).lines().toList()));
        }
        return examples;
    }
}
