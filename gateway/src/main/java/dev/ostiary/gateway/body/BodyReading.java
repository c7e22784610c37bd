package dev.ostiary.gateway.body;

/** What {@link BodyReader} found. */
public sealed interface BodyReading permits BodyFacts, BodyReading.Fault {
    /** The body must not be sent; the text says what is wrong and quotes nothing of the body but member names of ours. */
    record Fault(String text) implements BodyReading {}
}
