package dev.ostiary.gateway.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands of the command line, in the order in which the help lists them. */
enum Word {
    VALIDATE("validate", "validate <dir>", "check a directory of access files", true),
    TOKEN("token", "token <app> [--ttl 1h]", "print a token for an app (development only)", true),
    VECTORS("vectors", "vectors <file>", "answer the vectors of an iam-vectors/1 file, one JSON line each", true),
    HELP("help", "help", "this page", true),
    VERSION("version", "version", "the version", true),
    SIMULATE("simulate", "simulate --app A --model M", "what a call would be answered, and why", true),
    EXPLAIN("explain", "explain <decision id>", "why a logged decision was made", true),
    WHO_CAN("who-can", "who-can --model M", "which apps may invoke a model", true),
    WHAT_CAN("what-can", "what-can --app A", "what an app may do", true),
    LINT("lint", "lint <dir|file> [--fix]", "what is wrong or unwise in policies; --fix mends what a program can", true),
    DIFF("diff", "diff", "what a changed policy grants more", false),
    POLICY_TEST("policy-test", "policy-test", "run the tests of policies", false),
    ALLOW("allow", "allow <app> --model <id>", "add a model to an app's policy", false);

    private final String text;
    private final String usage;
    private final String summary;
    private final boolean built;

    Word(String text, String usage, String summary, boolean built) {
        this.text = text;
        this.usage = usage;
        this.summary = summary;
        this.built = built;
    }

    static Optional<Word> find(String text) {
        return Arrays.stream(values()).filter(word -> word.text.equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(word -> word.text).toList();
    }

    String text() {
        return text;
    }

    String usage() {
        return usage;
    }

    String summary() {
        return summary;
    }

    /** False for the commands that come with a later version. */
    boolean built() {
        return built;
    }
}
