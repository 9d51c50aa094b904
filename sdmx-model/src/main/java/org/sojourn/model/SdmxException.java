package org.sojourn.model;

import java.io.Serial;

/**
 * The one exception of the domain: something was asked or sent that cannot be answered, said in words for a person.
 *
 * <p>Carries the SDMX error code (REST 1.5 section on errors), the HTTP status it maps to, a short title and a detail that
 * says where and what to do.
 */
public final class SdmxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String title;

    /** SDMX error codes with the HTTP status each maps to. */
    public enum Kind {
        NO_RESULTS(100, 404, "No results"),
        UNAUTHORISED(110, 401, "Unauthorised"),
        FORBIDDEN(110, 403, "Not allowed"),
        NOT_FOUND(100, 404, "Not found"),
        TOO_LARGE(130, 413, "Too large"),
        SYNTAX(140, 400, "Syntax error"),
        SEMANTIC(150, 422, "Semantic error"),
        CONFLICT(150, 409, "Conflict"),
        NOT_ACCEPTABLE(1001, 406, "Not acceptable"),
        UNSUPPORTED_MEDIA_TYPE(1002, 415, "Unsupported media type"),
        METHOD_NOT_ALLOWED(1003, 405, "Method not allowed"),
        SERVER(500, 500, "Server error"),
        NOT_IMPLEMENTED(501, 501, "Not implemented"),
        UNAVAILABLE(503, 503, "Service unavailable");

        private final int code;
        private final int status;
        private final String title;

        Kind(int code, int status, String title) {
            this.code = code;
            this.status = status;
            this.title = title;
        }

        /** The SDMX error code. */
        public int code() {
            return code;
        }

        /** The HTTP status of v2; v1 answers 403 where this says 422. */
        public int status() {
            return status;
        }

        /** The words used when nobody gave better ones. */
        public String title() {
            return title;
        }
    }

    public SdmxException(Kind kind, String detail) {
        this(kind, kind.title(), detail, null);
    }

    public SdmxException(Kind kind, String title, String detail) {
        this(kind, title, detail, null);
    }

    public SdmxException(Kind kind, String title, String detail, @org.jspecify.annotations.Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.title = title;
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    /** Says where it went wrong and what to do. */
    public String detail() {
        String message = getMessage();
        return message == null ? title : message;
    }
}
