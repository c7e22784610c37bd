package dev.ostiary.policy.document;

import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.policy.PatternEntry;

/** IAM's checks of an action's text. Unknown services and names pass: they are a matter for lint. */
final class ActionRule {
    private ActionRule() {}

    static void check(PatternEntry action, Problems problems) {
        String text = action.text();
        int colon = text.indexOf(':');
        if (text.equals("*")) {
            return;
        }
        if (colon < 0) {
            problem(
                    problems,
                    action,
                    "INVALID_ACTION_NO_VENDOR",
                    "the action `" + text + "` has no service prefix, expected for example `bedrock:" + text + "`",
                    "write the service before the action, joined by a colon");
            return;
        }
        if (text.indexOf(':', colon + 1) >= 0) {
            problem(
                    problems,
                    action,
                    "INVALID_ACTION_TWO_COLONS",
                    "the action `" + text + "` has more than one colon, expected `service:Name`",
                    "write one action per entry");
            return;
        }
        String vendor = text.substring(0, colon);
        if (!vendor.equals("*") && !isVendor(vendor)) {
            problem(
                    problems,
                    action,
                    "PL_WILDCARD_IN_SERVICE",
                    "`" + vendor + "` is not a service prefix, expected letters, digits, `-` and `.`",
                    "write the whole prefix, for example `bedrock`");
        }
    }

    private static boolean isVendor(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '.');
    }

    private static void problem(Problems problems, PatternEntry action, String code, String message, String fix) {
        problems.add(Stage.VENDOR, action.position(), code, message, fix);
    }
}
