package dev.ostiary.gateway.review;

/**
 * Something that changed beside the policies.
 *
 * @param widens whether it lets somebody in, or opens a Region or account: then it counts as new access
 */
public record Note(String text, boolean widens) {}
