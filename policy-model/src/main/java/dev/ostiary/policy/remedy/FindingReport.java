package dev.ostiary.policy.remedy;

import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import java.util.List;

/** Writes findings for people. */
public final class FindingReport {
    private FindingReport() {}

    /** {@return one line per finding as compilers write them, with an indented line for the fix} */
    public static String text(String file, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(file)
                    .append(':')
                    .append(finding.position().line())
                    .append(':')
                    .append(finding.position().column())
                    .append(": ")
                    .append(finding.severity().text())
                    .append(' ')
                    .append(finding.rule())
                    .append(": ")
                    .append(finding.message())
                    .append('\n');
            Fix fix = finding.fix();
            if (fix != null) {
                text.append("  ").append(fix.text()).append('\n');
            }
        }
        return text.toString();
    }
}
