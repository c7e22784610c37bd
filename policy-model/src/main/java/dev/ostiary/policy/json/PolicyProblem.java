package dev.ostiary.policy.json;

import dev.ostiary.policy.policy.Position;

/**
 * One reason why a document is refused, for somebody who has never seen this program.
 *
 * @param code what is wrong, in some places finer than the {@linkplain #rule rule}
 * @param message what is wrong and what was expected; lower case, user input in back-ticks
 * @param pointer JSON Pointer of the element
 * @param line counted from 1
 * @param column counted from 1
 * @param fix what to do
 */
public record PolicyProblem(String code, String message, String pointer, int line, int column, String fix) {
    /** {@return the id of lint's rule, under which this is told} */
    public String rule() {
        return switch (code) {
            case "INVALID_ACTION_NO_VENDOR", "INVALID_ACTION_TWO_COLONS" -> "INVALID_SERVICE_IN_ACTION";
            case "INVALID_EFFECT_WORD" -> "INVALID_EFFECT";
            default -> code;
        };
    }

    public static PolicyProblem at(Position position, String code, String message, String fix) {
        return new PolicyProblem(code, message, position.pointer(), position.line(), position.column(), fix);
    }
}
