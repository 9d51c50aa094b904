package org.sojourn.structure.binding;

import org.sojourn.data.MessageHeader;

/** What stands for the parts of a header that a message does not give; reading tells of each. */
public final class MissingHeader {
    static final String ID = "UNKNOWN";
    static final String PREPARED = "1970-01-01T00:00:00Z";

    private MissingHeader() {}

    /** A header where there is none at all. */
    public static MessageHeader header() {
        return MessageHeader.of(ID, PREPARED, ID);
    }
}
