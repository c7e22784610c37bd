package dev.ostiary.policy.policy;

/** What a document is used as; the kind decides which elements it must and must not have. */
public enum PolicyKind {
    /** An inline or attached policy of an app. */
    IDENTITY,
    /** A policy in the shape that AWS stores as a managed policy. */
    MANAGED,
    /** A permissions boundary: limits, never grants. */
    BOUNDARY,
    /** A session policy: limits one session, never grants. */
    SESSION,
    /** A service control policy of an organization level: limits, never grants. */
    ORGANIZATION,
    /** A role's trust policy: says who may assume it, has a principal and no resource. */
    TRUST;

    /** {@return whether statements of this kind name principals and leave resources out} */
    public boolean namesPrincipals() {
        return this == TRUST;
    }
}
