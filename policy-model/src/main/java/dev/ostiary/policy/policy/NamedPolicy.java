package dev.ostiary.policy.policy;

/** A document under the name that explanations and refusals call it by. */
public record NamedPolicy(String name, PolicyDocument document) {}
