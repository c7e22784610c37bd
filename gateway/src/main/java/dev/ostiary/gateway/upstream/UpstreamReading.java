package dev.ostiary.gateway.upstream;

/** What a call gives: an answer of any status, or a failure of ours to get one. */
public sealed interface UpstreamReading permits UpstreamAnswer, UpstreamFailure {}
