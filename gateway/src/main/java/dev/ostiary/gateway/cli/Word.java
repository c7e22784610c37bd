package dev.ostiary.gateway.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands of the command line, in the order in which the help lists them. */
enum Word {
    VALIDATE("validate", "validate <dir>", "check a directory of access files"),
    TOKEN("token", "token <app> [--ttl 1h]", "print a token for an app (development only)"),
    VECTORS("vectors", "vectors <file>", "answer the vectors of an iam-vectors/1 file, one JSON line each"),
    HELP("help", "help", "this page"),
    VERSION("version", "version", "the version"),
    SIMULATE("simulate", "simulate --app A --model M", "what a call would be answered, and why"),
    EXPLAIN("explain", "explain <decision id>", "why a logged decision was made"),
    WHO_CAN("who-can", "who-can --model M", "which apps may invoke a model"),
    WHAT_CAN("what-can", "what-can --app A", "what an app may do"),
    LINT("lint", "lint <dir|file> [--fix]", "what is wrong or unwise in policies; also --role FILE, --log FILE"),
    DIFF("diff", "diff <old> <new>", "what a changed policy or access directory grants more"),
    POLICY_TEST("policy-test", "policy-test <dir>", "run the tests of an access directory"),
    ALLOW("allow", "allow <app> --model <id>", "add a model to an app's policy");

    private final String text;
    private final String usage;
    private final String summary;

    Word(String text, String usage, String summary) {
        this.text = text;
        this.usage = usage;
        this.summary = summary;
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
}
