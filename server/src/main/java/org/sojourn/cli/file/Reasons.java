package org.sojourn.cli.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.sojourn.model.SdmxException;

/** Says in words for a person why something did not work. */
public final class Reasons {

    /** What is said of a fault of the program itself; the log has more. */
    static final String FAULT = "Sojourn itself failed on it; the log says where";

    private Reasons() {}

    /** Why a file could not be read or written, as a sentence without a full stop. */
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            case NotDirectoryException file -> "it is not a directory";
            case FileSystemException other ->
                Objects.requireNonNullElse(other.getReason(), "the file system refuses it");
            case CharacterCodingException text -> "the bytes are not text in the encoding that is expected";
            default -> {
                for (Throwable t = e; t != null; t = t.getCause()) {
                    if (t instanceof SdmxException refused) {
                        yield refused.detail();
                    }
                }
                yield e.getMessage() == null
                                || e.getMessage()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains("exception")
                        ? "reading or writing failed"
                        : e.getMessage();
            }
        };
    }

    /** As {@link #of(IOException)} for one that had to pass through code that declares none. */
    public static String of(UncheckedIOException e) {
        return e.getCause() instanceof IOException cause ? of(cause) : "reading or writing failed";
    }

    /** A parser's words on one line, without the position that it adds at their end. */
    static String parser(Exception e) {
        String message = e instanceof com.fasterxml.jackson.core.JsonProcessingException json
                ? json.getOriginalMessage()
                : e.getMessage();
        if (message == null) {
            return "it cannot be parsed";
        }
        int position = message.indexOf("\n at [");
        return (position < 0 ? message : message.substring(0, position))
                .replaceFirst("^ParseError at \\[[^\\]]*\\]\\s*Message: ", "")
                .strip()
                .replaceAll("\\s+", " ");
    }
}
