package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.FooterMessage.Severity;

/** The footer of an SDMX-ML message. */
public final class FooterBinding {
    @XmlElement(name = "Message", namespace = Namespaces.FOOTER)
    @Nullable
    List<MessageBinding> messages;

    /** One message. */
    static final class MessageBinding {
        @XmlElement(name = "Text", namespace = Namespaces.COMMON)
        @Nullable
        List<TextBinding> text;

        @XmlAttribute
        @Nullable
        String code;

        @XmlAttribute
        @Nullable
        String severity;
    }

    public static FooterBinding of(List<FooterMessage> footer) {
        FooterBinding b = new FooterBinding();
        b.messages = Wire.list(footer, m -> {
            MessageBinding each = new MessageBinding();
            each.code = m.code();
            each.severity = m.severity().map(FooterBinding::word).orElse(null);
            each.text = TextBinding.list(m.text());
            return each;
        });
        return b;
    }

    public List<FooterMessage> toModel(Reading in) {
        return Wire.each(messages).stream()
                .map(m -> new FooterMessage(
                        Wire.or(m.code, ""),
                        severity(m.severity, in),
                        TextBinding.model(m.text, null, null, "text of a footer message", in)))
                .toList();
    }

    private static String word(Severity s) {
        return switch (s) {
            case ERROR -> "Error";
            case WARNING -> "Warning";
            case INFORMATION -> "Information";
        };
    }

    private static Optional<Severity> severity(@Nullable String word, Reading in) {
        if (word == null) {
            return Optional.empty();
        }
        for (Severity s : Severity.values()) {
            if (s.name().equals(word.strip().toUpperCase(Locale.ROOT))) {
                return Optional.of(s);
            }
        }
        in.guess("unknown-severity", "severity '" + word + "' is not Error, Warning or Information; read as none");
        return Optional.empty();
    }
}
