package dev.ostiary.gateway.identity;

/** Whether the caller is known: an app, or a refusal (401 from the token, 403 from finding the app). */
public sealed interface Authentication permits Caller, Rejected {}
