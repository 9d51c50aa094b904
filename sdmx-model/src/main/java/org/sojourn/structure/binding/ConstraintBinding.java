package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.Role;

/** What a constraint is in 2.1 and since 3.0; the order of the parts is not the same. */
@XmlTransient
abstract class ConstraintBinding extends MaintainableBinding<DataConstraint> {
    private static final String ALLOWED = "Allowed";
    private static final String ACTUAL = "Actual";

    @XmlElement(name = "ConstraintAttachment")
    @JsonProperty
    @Nullable
    ConstraintAttachmentBinding constraintAttachment;

    final void setConstraint(DataConstraint c, Writing out) {
        set(c, out);
        constraintAttachment =
                c.attachment().map(a -> ConstraintAttachmentBinding.of(a, out)).orElse(null);
    }

    static @Nullable List<DataKeySetBinding> keySets(DataConstraint c, Writing out) {
        List<DataKeySetBinding> sets = Wire.list(c.dataKeySets(), s -> DataKeySetBinding.of(s, out));
        if (sets != null) {
            sets.removeIf(Objects::isNull);
        }
        return sets == null || sets.isEmpty() ? null : sets;
    }

    /** Where a role must be said, not having one means that data are allowed: so it is since 3.1. */
    static String role(DataConstraint c, Writing out) {
        if (c.role().isEmpty()) {
            out.lose("having no role: written as " + ALLOWED);
        }
        return c.role().orElse(Role.ALLOWED) == Role.ALLOWED ? ALLOWED : ACTUAL;
    }

    static Optional<Role> role(@Nullable String text, Reading in) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (text.strip()) {
            case ALLOWED -> Optional.of(Role.ALLOWED);
            case ACTUAL -> Optional.of(Role.ACTUAL);
            default -> {
                in.guess("unknown-role", "role '" + text + "' is neither Allowed nor Actual; read as none");
                yield Optional.empty();
            }
        };
    }

    final DataConstraint constraint(
            Optional<Role> role,
            @Nullable List<DataKeySetBinding> keySets,
            @Nullable List<CubeRegionBinding> regions,
            Optional<DataConstraint.ReferencePeriod> period,
            @Nullable ReleaseCalendarBinding calendar,
            Reading in) {
        List<DataConstraint.DataKeySet> keys = new ArrayList<>();
        Wire.each(keySets).forEach(s -> keys.add(s.toModel(in)));
        return new DataConstraint(
                maintenance(in),
                role,
                Optional.ofNullable(constraintAttachment).map(a -> a.toModel(in)),
                keys,
                Wire.each(regions).stream().map(r -> r.toModel(in)).toList(),
                period,
                Optional.ofNullable(calendar).map(ReleaseCalendarBinding::toModel));
    }
}
