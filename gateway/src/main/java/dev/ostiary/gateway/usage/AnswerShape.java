package dev.ostiary.gateway.usage;

/** What a good answer of an operation looks like, as far as its usage and its end are concerned. */
public enum AnswerShape {
    /** Converse: a JSON body with {@code usage}. */
    CONVERSE,
    /** ConverseStream: events, the last ones {@code messageStop} and {@code metadata}. */
    CONVERSE_STREAM,
    /** InvokeModel: token headers and the model's own body. */
    INVOKE,
    /** InvokeModelWithResponseStream: {@code chunk} events, the last one with invocation metrics. */
    INVOKE_STREAM,
    /** Everything else: no tokens are billed, or not by this answer (CountTokens, guardrails, async jobs, discovery). */
    UNMETERED
}
