package dev.ostiary.policy.json;

/** The order of IAM's checks: the first failing one is what IAM reports. */
public enum Stage {
    SYNTAX,
    CHARACTERS,
    VERSION,
    LEGACY_PARSING,
    SID,
    ACTIONS_PRESENT,
    RESOURCE_FORMAT,
    RESOURCES_PRESENT,
    VENDOR,
    PRINCIPAL,
    /** Rules of this gateway that IAM does not have. */
    GATEWAY
}
