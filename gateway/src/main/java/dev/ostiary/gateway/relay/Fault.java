package dev.ostiary.gateway.relay;

/**
 * Why an answer cannot go on.
 *
 * @param end how that is called
 * @param reason for the app's developer, a sentence without anything from the answer
 */
record Fault(StreamEnd end, String reason) {}
