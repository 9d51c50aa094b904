package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.text.LocalisedText;

/** One of the {@code errors} of an SDMX-JSON message, which carry what SDMX-ML has in the footer. */
public final class ErrorBinding {
    private static final String NO_CODE = "0";

    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String code;

    @JsonProperty
    @Nullable
    String title;

    @JsonProperty
    @Nullable
    Map<String, String> titles;

    @JsonProperty
    @Nullable
    String detail;

    @JsonProperty
    @Nullable
    Map<String, String> details;

    @JsonProperty
    @Nullable
    List<LinkBinding> links;

    public static ErrorBinding of(FooterMessage m, Writing out) {
        ErrorBinding b = new ErrorBinding();
        b.code = m.code();
        if (!m.code().matches("\\d+")) {
            out.loseFromHeader("footer code", Optional.of(m.code()));
            b.code = NO_CODE;
        }
        m.severity().ifPresent(s -> out.loseFromHeader("footer severity", Optional.of(s.name())));
        b.title = out.best(m.text());
        b.titles = TextBinding.map(m.text());
        return b;
    }

    public FooterMessage toModel(Reading in) {
        LocalisedText text = TextBinding.model(null, title, titles, "title of an error", in);
        LocalisedText more = TextBinding.model(null, detail, details, "detail of an error", in);
        if (!more.isEmpty() && !text.isEmpty()) {
            in.guessOnce("not-kept", "of an error with title and detail only the detail is kept");
        }
        return new FooterMessage(Wire.or(code, NO_CODE), Optional.empty(), more.isEmpty() ? text : more);
    }
}
