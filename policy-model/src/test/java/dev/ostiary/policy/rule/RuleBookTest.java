package dev.ostiary.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/ostiary/policy");
    private static final Pattern ID = Pattern.compile("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\"");
    /** Codes of the reader that lint tells under another id, and parts of some. */
    private static final Set<String> NO_RULES = Set.of(
            "INVALID_ACTION_NO_VENDOR",
            "INVALID_ACTION_TWO_COLONS",
            "INVALID_EFFECT_WORD",
            "ROLE_TRUST",
            "WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");

    @Test
    void everyRuleOfTheCodeStandsInTheBook() throws IOException {
        var rules = new TreeSet<String>();
        for (String room : new String[] {"lint", "conditionlint", "json", "document", "review"}) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(room))) {
                for (Path file : files.toList()) {
                    ID.matcher(Files.readString(file)).results().forEach(found -> rules.add(found.group(1)));
                }
            }
        }
        rules.removeAll(NO_RULES);

        assertThat(rules).hasSizeGreaterThan(100);
        assertThat(RuleBook.read().ids()).containsAll(rules);
    }

    @Test
    void onlyRulesAboutTheRoleAndAboutUseNeedEvidence() {
        RuleBook book = RuleBook.read();

        assertThat(book.ids().stream().filter(book::needsEvidence))
                .containsExactly(
                        "GW_CONDITION_NOT_ENFORCEABLE",
                        "GW_ROLE_LOST_CONDITION",
                        "GW_ROLE_MISSING",
                        "GW_ROLE_WIDER_THAN_APPS",
                        "LP_UNUSED_ACCESS");
        assertThat(book.needsEvidence("LP_NOTHING")).isFalse();
    }

    @Test
    void everyRuleHasASentence() {
        RuleBook book = RuleBook.read();

        assertThat(book.ids())
                .allSatisfy(id -> assertThat(book.findSentence(id)).matches("[A-Z].*[^.]"));
        assertThat(book.findSentence("LP_NOTHING")).isNull();
    }
}
