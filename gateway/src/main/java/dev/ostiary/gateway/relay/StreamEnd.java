package dev.ostiary.gateway.relay;

/** Every way in which a relayed answer can end; exactly one per exchange. */
public enum StreamEnd {
    /** Everything that Bedrock sent reached the app's connection. */
    COMPLETE,
    /** Bedrock ended its stream with an exception frame, which was passed on. */
    EXCEPTION_FRAME,
    /** The app hung up or reset its stream. */
    CLIENT_GONE,
    /** The app took nothing for the write-idle time-out. */
    WRITE_IDLE,
    /** The connection to Bedrock broke before the answer's end. */
    UPSTREAM_BROKE,
    /** Bedrock's answer ended in order, but inside a frame, before its final events, or short of its Content-Length. */
    UPSTREAM_TRUNCATED,
    /** Bedrock's stream held a bad checksum, a frame over 16 MiB or headers that do not fit. */
    UPSTREAM_CORRUPT,
    /** Bedrock sent nothing for the idle time-out. */
    UPSTREAM_IDLE,
    /** Frames that wait to be whole held more memory than all streams together may. */
    OVERLOADED,
    /** A fault of the gateway's own. */
    FAILED
}
