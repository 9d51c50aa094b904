package org.sojourn.format;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sojourn.model.SdmxException;

/**
 * What a body may be, by its Content-Type. Where more than one is possible, the first bytes decide.
 *
 * @param data possible data formats, newest first
 * @param structures possible structure formats, newest first
 */
public record UploadFormats(List<DataFormat> data, List<StructureFormat> structures) {

    private static final Set<String> UNKNOWN = Set.of(
            "application/octet-stream",
            "binary/octet-stream",
            "text/plain",
            "*/*",
            "application/x-www-form-urlencoded");

    public UploadFormats {
        data = List.copyOf(data);
        structures = List.copyOf(structures);
    }

    /** Everything there is. */
    public static final UploadFormats ANY = new UploadFormats(
            Arrays.asList(DataFormat.values()).reversed(),
            Arrays.asList(StructureFormat.values()).reversed());

    /**
     * Reads a Content-Type header.
     *
     * @param contentType empty for none, which means anything; {@code text/plain}, octets and the type that command-line
     *     clients put by themselves mean anything too
     * @throws SdmxException of kind UNSUPPORTED_MEDIA_TYPE listing what is understood
     */
    public static UploadFormats of(String contentType) {
        if (contentType.isBlank()) {
            return ANY;
        }
        MediaType type = MediaType.parse(contentType).orElseThrow(() -> refused(contentType));
        if (UNKNOWN.contains(type.name())) {
            return ANY;
        }
        UploadFormats found = new UploadFormats(
                ANY.data().stream().filter(f -> fits(type, f.mediaType())).toList(),
                ANY.structures().stream().filter(f -> fits(type, f.mediaType())).toList());
        if (found.data().isEmpty() && found.structures().isEmpty()) {
            throw refused(contentType);
        }
        return found;
    }

    /** True where only the content can tell which format it is. */
    public boolean ambiguous() {
        return data.size() + structures.size() > 1;
    }

    private static boolean fits(MediaType type, String mediaType) {
        MediaType own = MediaType.parse(mediaType).orElseThrow();
        String family = switch (type.name()) {
            case "application/xml", "text/xml" -> "+xml";
            case "application/json", "text/json" -> "+json";
            case "text/csv", "application/csv", "application/vnd.ms-excel" -> "+csv";
            default -> "";
        };
        return family.isEmpty()
                ? type.name().equals(own.name())
                        && Versions.fits(type.parameter("version").orElse(""), own)
                : own.subtype().endsWith(family);
    }

    private static SdmxException refused(String contentType) {
        StringBuilder known = new StringBuilder();
        Arrays.stream(DataFormat.values())
                .forEach(f -> known.append(f.mediaType()).append(", "));
        Arrays.stream(StructureFormat.values())
                .forEach(f -> known.append(f.mediaType()).append(", "));
        return new SdmxException(
                SdmxException.Kind.UNSUPPORTED_MEDIA_TYPE,
                "content type '" + contentType + "' is not understood; expected one of " + known
                        + "application/xml, application/json, text/csv, application/octet-stream");
    }
}
