package org.sojourn.rest;

/** The server cannot listen where it was told to; the message is one sentence for the operator. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListenException(String message) {
        super(message);
    }
}
