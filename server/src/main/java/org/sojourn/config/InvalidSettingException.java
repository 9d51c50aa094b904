package org.sojourn.config;

/** A setting that cannot be used; the message is one sentence for the operator. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The sentence names the setting, quotes its value and says where it was given. */
    public InvalidSettingException(String message) {
        super(message);
    }
}
