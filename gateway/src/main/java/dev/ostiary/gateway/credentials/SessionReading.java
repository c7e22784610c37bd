package dev.ostiary.gateway.credentials;

/** What asking for credentials gives. */
public sealed interface SessionReading permits Session, NoSession {}
