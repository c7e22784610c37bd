package dev.ostiary.policy.policy;

/**
 * One principal of a trust policy.
 *
 * @param type {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}; {@code *} for a bare {@code "*"}
 * @param text the principal as written
 */
public record PrincipalEntry(String type, String text, Position position) {}
