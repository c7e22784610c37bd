package dev.ostiary.policy.rule;

import java.util.List;
import java.util.stream.Collectors;

/** What to do about a finding. All but advice can be done by a program. */
public sealed interface Fix {
    /** For a person to decide. */
    record Advice(String text) implements Fix {}

    /** Write this text in the place of the entry at the finding's position. */
    record Replace(String by) implements Fix {
        @Override
        public String text() {
            return "write `" + by + "`";
        }
    }

    /** Add this action to the finding's statement. */
    record AddAction(String action) implements Fix {
        @Override
        public String text() {
            return "add `" + action + "`";
        }
    }

    /** Remove the entry at the finding's position; another one covers it. */
    record RemoveEntry() implements Fix {
        @Override
        public String text() {
            return "remove the entry";
        }
    }

    /**
     * Allow these models, but only through the profile that the finding's statement allows.
     *
     * @param profile its ARN as the statement has it, wildcards included
     * @param models ARNs; never empty
     */
    record AllowThroughProfile(String profile, List<String> models) implements Fix {
        public AllowThroughProfile {
            models = List.copyOf(models);
        }

        @Override
        public String text() {
            return "allow " + models.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "))
                    + " with the condition `ArnEquals` of `bedrock:InferenceProfileArn` and the profile's ARN";
        }
    }

    /** {@return the fix in words} */
    String text();
}
