package dev.ostiary.policy.lint;

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

    /** {@return the fix in words} */
    String text();
}
