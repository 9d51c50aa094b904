package org.sojourn.registry;

import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;

/**
 * A message to or from a registry.
 *
 * @param format the version of SDMX-ML in which it was, or is to be written
 */
public record RegistryMessage(StructureFormat format, MessageHeader header, RegistryContent content) {
    public RegistryMessage {
        if (!format.xml()) {
            throw new IllegalArgumentException(
                    "registry messages exist in SDMX-ML only, not in " + format.formatName());
        }
    }

    /** The media type of registry messages of this version. */
    public String mediaType() {
        return mediaType(format);
    }

    /** The media type of registry messages of a version of SDMX-ML. */
    public static String mediaType(StructureFormat format) {
        return format.mediaType().replace(".structure+xml", ".registry+xml");
    }
}
