package dev.ostiary.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a walk visits. Each statement denies one action of its own, so a tally that asks for this action shows whether the
 * walk came by.
 */
class PrefixTreeTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);

    @Test
    void aWalkVisitsEveryTextThatTheResourceBeginsWith() {
        List<String> filed = List.of("", "a", "ab", "abc", "abd", "b", "abcde", "ac", "abcd");

        assertThat(visited(filed, "abcdx")).containsExactlyInAnyOrder("", "a", "ab", "abc", "abcd");
        assertThat(visited(filed, "abcde")).containsExactlyInAnyOrder("", "a", "ab", "abc", "abcd", "abcde");
        assertThat(visited(filed, "ab")).containsExactlyInAnyOrder("", "a", "ab");
        assertThat(visited(filed, "")).containsExactly("");
        assertThat(visited(filed, "x")).containsExactly("");
        assertThat(visited(filed, "b")).containsExactlyInAnyOrder("", "b");
    }

    @Test
    void aTextThatSplitsALongerOneIsFound() {
        assertThat(visited(List.of("abcdef", "abc"), "abcdef")).containsExactlyInAnyOrder("abcdef", "abc");
        assertThat(visited(List.of("abcdef", "abcxyz"), "abcxyz")).containsExactly("abcxyz");
        assertThat(visited(List.of("abcdef", "abcxyz"), "abc")).isEmpty();
        assertThat(visited(List.of("abcdef", "abcxyz", "abc"), "abc")).containsExactly("abc");
    }

    @Test
    void randomTextsAreFoundExactlyWhenTheyAreBeginnings() {
        System.out.println("prefix tree seed " + SEED);
        Random random = new Random(SEED);

        for (int i = 0; i < 100; i++) {
            List<String> filed = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                String text = word(random);
                if (!filed.contains(text)) {
                    filed.add(text);
                }
            }
            String resource = word(random);

            assertThat(visited(filed, resource))
                    .as("seed %s", SEED)
                    .containsExactlyInAnyOrderElementsOf(
                            filed.stream().filter(resource::startsWith).toList());
        }
    }

    @Test
    void aBeginningIsVisitedWithoutItsNeighbours() {
        PrefixTree tree = new PrefixTree();
        List<PlacedStatement> statements = statements(2);
        tree.add("ab", statements.get(0));
        tree.add("ab", statements.get(1));

        assertThat(asked(tree, statements.get(0), "abc")).isTrue();
        assertThat(asked(tree, statements.get(1), "abc")).isTrue();
        assertThat(asked(tree, statements.get(1), "aa")).isFalse();
    }

    private static List<String> visited(List<String> filed, String resource) {
        PrefixTree tree = new PrefixTree();
        List<PlacedStatement> statements = statements(filed.size());
        for (int i = 0; i < filed.size(); i++) {
            tree.add(filed.get(i), statements.get(i));
        }
        List<String> visited = new ArrayList<>();
        for (int i = 0; i < filed.size(); i++) {
            if (asked(tree, statements.get(i), resource)) {
                visited.add(filed.get(i));
            }
        }
        return visited;
    }

    private static boolean asked(PrefixTree tree, PlacedStatement statement, String resource) {
        String action = statement.written().actions().texts().getFirst();
        Tally tally = new Tally(new AuthorizationPart(action, resource, RequestContext.empty()));
        tree.forEachPrefixOf(resource, tally);
        return tally.deny() != null;
    }

    private static List<PlacedStatement> statements(int count) {
        List<Statement> denies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // NotResource, so that also texts which are no ARNs are denied
            denies.add(new Statement(
                    new StatementLabel(i, null, Position.NONE),
                    Effect.DENY,
                    null,
                    PatternList.of(List.of("test:Action" + i)),
                    new PatternList(
                            true, true, PatternList.of(List.of("arn:none")).entries()),
                    List.of()));
        }
        return PlacedStatement.of(
                Slot.of(PolicyLayers.ofIdentity(List.of(new NamedPolicy("p", PolicyDocument.of(denies))))));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(5)));
        }
        return word.toString();
    }
}
