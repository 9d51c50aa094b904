package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Contact;
import org.sojourn.model.Contact.Channel;
import org.sojourn.model.Contact.Medium;

/** How to reach somebody. SDMX-ML keeps the order of the channels, JSON has a list for each medium. */
@JsonPropertyOrder({"id", "name", "names", "department", "departments", "role", "roles"})
final class ContactBinding {
    @XmlAttribute
    @JsonProperty
    @Nullable
    String id;

    @XmlElement(name = "Name", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> name;

    @XmlElement(name = "Department")
    @Nullable
    List<TextBinding> department;

    @XmlElement(name = "Role")
    @Nullable
    List<TextBinding> role;

    @XmlElements({
        @XmlElement(name = "Telephone", type = Telephone.class),
        @XmlElement(name = "Fax", type = Fax.class),
        @XmlElement(name = "X400", type = X400.class),
        @XmlElement(name = "URI", type = Uri.class),
        @XmlElement(name = "Email", type = Email.class)
    })
    @Nullable
    List<ChannelBinding> channels;

    @JsonProperty("name")
    @Nullable
    String bestName;

    @JsonProperty("names")
    @Nullable
    Map<String, String> nameByLanguage;

    @JsonProperty("department")
    @Nullable
    String bestDepartment;

    @JsonProperty("departments")
    @Nullable
    Map<String, String> departmentByLanguage;

    @JsonProperty("role")
    @Nullable
    String bestRole;

    @JsonProperty("roles")
    @Nullable
    Map<String, String> roleByLanguage;

    @JsonProperty
    @Nullable
    List<String> telephones;

    @JsonProperty
    @Nullable
    List<String> faxes;

    @JsonProperty
    @Nullable
    List<String> x400s;

    @JsonProperty
    @Nullable
    List<String> uris;

    @JsonProperty
    @Nullable
    List<String> emails;

    /** One address; the class says the medium, as the element name does. */
    abstract static class ChannelBinding {
        @XmlValue
        @Nullable
        String address;

        abstract Medium medium();

        ChannelBinding with(String text) {
            address = text;
            return this;
        }
    }

    /** A telephone number. */
    static final class Telephone extends ChannelBinding {
        @Override
        Medium medium() {
            return Medium.TELEPHONE;
        }
    }

    /** A fax number. */
    static final class Fax extends ChannelBinding {
        @Override
        Medium medium() {
            return Medium.FAX;
        }
    }

    /** An X.400 address. */
    static final class X400 extends ChannelBinding {
        @Override
        Medium medium() {
            return Medium.X400;
        }
    }

    /** A web address. */
    static final class Uri extends ChannelBinding {
        @Override
        Medium medium() {
            return Medium.URI;
        }
    }

    /** A mail address. */
    static final class Email extends ChannelBinding {
        @Override
        Medium medium() {
            return Medium.EMAIL;
        }
    }

    static ContactBinding of(Contact c, Writing out) {
        ContactBinding b = new ContactBinding();
        b.id = out.dialect().json10() ? null : c.id().orElse(null);
        if (out.dialect().json10() && c.id().isPresent()) {
            out.lose("id '" + c.id().get() + "' of a contact");
        }
        if (out.dialect().xml()) {
            b.name = TextBinding.list(c.names());
            b.department = TextBinding.list(c.departments());
            b.role = TextBinding.list(c.roles());
            b.channels = Wire.list(c.channels(), ContactBinding::element);
            return b;
        }
        b.bestName = out.best(c.names());
        b.nameByLanguage = TextBinding.map(c.names());
        b.bestDepartment = out.best(c.departments());
        b.departmentByLanguage = TextBinding.map(c.departments());
        b.bestRole = out.best(c.roles());
        b.roleByLanguage = TextBinding.map(c.roles());
        b.telephones = addresses(c, Medium.TELEPHONE);
        b.faxes = addresses(c, Medium.FAX);
        b.x400s = addresses(c, Medium.X400);
        b.uris = addresses(c, Medium.URI);
        b.emails = addresses(c, Medium.EMAIL);
        return b;
    }

    private static ChannelBinding element(Channel c) {
        return (switch (c.medium()) {
                    case TELEPHONE -> new Telephone();
                    case FAX -> new Fax();
                    case X400 -> new X400();
                    case URI -> new Uri();
                    case EMAIL -> new Email();
                })
                .with(c.address());
    }

    private static @Nullable List<String> addresses(Contact c, Medium medium) {
        List<String> all = c.channels().stream()
                .filter(channel -> channel.medium() == medium)
                .map(Channel::address)
                .toList();
        return all.isEmpty() ? null : all;
    }

    Contact toModel(Reading in) {
        List<Channel> all = new ArrayList<>();
        for (ChannelBinding c : Wire.each(channels)) {
            all.add(new Channel(c.medium(), Wire.or(c.address, "")));
        }
        add(telephones, Medium.TELEPHONE, all);
        add(faxes, Medium.FAX, all);
        add(x400s, Medium.X400, all);
        add(uris, Medium.URI, all);
        add(emails, Medium.EMAIL, all);
        return new Contact(
                Optional.ofNullable(id),
                TextBinding.model(name, bestName, nameByLanguage, "name of a contact", in),
                TextBinding.model(department, bestDepartment, departmentByLanguage, "department of a contact", in),
                TextBinding.model(role, bestRole, roleByLanguage, "role of a contact", in),
                all);
    }

    private static void add(@Nullable List<String> addresses, Medium medium, List<Channel> all) {
        Wire.each(addresses).forEach(a -> all.add(new Channel(medium, a)));
    }
}
