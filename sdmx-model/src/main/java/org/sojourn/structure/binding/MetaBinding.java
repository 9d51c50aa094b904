package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.text.LocalisedText;

/** The member {@code meta} of an SDMX-JSON message. */
public final class MetaBinding {
    @JsonProperty
    @Nullable
    String schema;

    @JsonProperty
    @Nullable
    String id;

    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String test;

    @JsonProperty
    @Nullable
    String prepared;

    @JsonProperty
    @Nullable
    List<String> contentLanguages;

    @JsonProperty("name")
    @Nullable
    String bestName;

    @JsonProperty("names")
    @Nullable
    Map<String, String> nameByLanguage;

    @JsonProperty
    @Nullable
    PartyBinding sender;

    @JsonProperty
    @Nullable
    List<PartyBinding> receivers;

    @JsonProperty
    @Nullable
    List<LinkBinding> links;

    /** The address of the schema that the message says it follows. */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** The header as SDMX-JSON carries it; the rest is lost. */
    public static MetaBinding of(MessageHeader h, @Nullable String schema, Writing out) {
        MetaBinding b = new MetaBinding();
        b.schema = schema;
        b.id = h.id();
        b.test = String.valueOf(h.test());
        b.prepared = out.prepared(h.prepared());
        b.bestName = out.best(h.names());
        b.nameByLanguage = TextBinding.map(h.names());
        b.sender = PartyBinding.of(h.sender(), out);
        b.receivers = Wire.list(h.receivers(), p -> PartyBinding.of(p, out));
        out.loseFromHeader("time zone", h.timezone());
        out.loseFromHeader("time of extraction", h.extracted());
        out.loseFromHeader("reporting begin", h.reportingBegin());
        out.loseFromHeader("reporting end", h.reportingEnd());
        out.loseFromHeader("embargo date", h.embargoDate());
        out.loseFromHeader("source", Optional.ofNullable(out.best(h.sources())));
        return b;
    }

    public MessageHeader toModel(Reading in) {
        PartyBinding from = Wire.or(sender, new PartyBinding());
        String knownId = Wire.or(id, "").strip();
        String when = Wire.or(prepared, "").strip();
        if (knownId.isEmpty() || when.isEmpty() || from.id == null) {
            in.guess("incomplete-header", "meta lacks its id, the time it was prepared or the sender");
        }
        if (!Wire.each(links).isEmpty()) {
            in.guessOnce("not-kept", "the links of meta are not kept");
        }
        return new MessageHeader(
                knownId.isEmpty() ? MissingHeader.ID : knownId,
                in.flag(test, "test", false),
                when.isEmpty() ? MissingHeader.PREPARED : when,
                from.toModel(in),
                Wire.each(receivers).stream().map(r -> r.toModel(in)).toList(),
                TextBinding.model(null, bestName, nameByLanguage, "name of the message", in),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LocalisedText.EMPTY);
    }
}
