package org.sojourn.config;

/** Who may write without credentials. */
public enum OpenWrites {
    /** Nobody: the default. */
    NOBODY,
    /** Whoever connects from this machine: {@code --open}. */
    LOOPBACK,
    /** Whoever reaches the port: {@code --open} together with an explicit {@code --host}. */
    EVERYBODY
}
