package dev.ostiary.policy.policy;

/**
 * One value of a condition. Numbers and booleans keep their own spelling ({@code 1.50} stays {@code 1.50}), since IAM
 * compares text.
 */
public record ConditionValue(String text, Shape shape, Position position) {
    /** How the value was written in JSON. */
    public enum Shape {
        STRING,
        NUMBER,
        BOOLEAN
    }

    /** {@return a string value made by a program} */
    public static ConditionValue of(String text) {
        return new ConditionValue(text, Shape.STRING, Position.NONE);
    }
}
