package org.sojourn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.MetadataSet.Report;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;

/** The metadata set of 2.1 around reports, each of which the model has as a metadata set of its own. */
public final class ReportSet {
    private static final Pattern AGENCY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");
    private static final String NOBODY = "UNKNOWN";

    private ReportSet() {}

    /** Sets in their order, those together that are reports of one set of 2.1. */
    public static List<List<MetadataSet>> together(List<MetadataSet> sets) {
        List<List<MetadataSet>> all = new ArrayList<>();
        for (MetadataSet set : sets) {
            if (all.isEmpty() || !joins(all.getLast().getFirst(), set)) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(set);
        }
        return all;
    }

    private static boolean joins(MetadataSet a, MetadataSet b) {
        return !a.id().equals(StructureSet.setId(a.id()))
                && StructureSet.setId(a.id()).equals(StructureSet.setId(b.id()))
                && a.flow().equals(b.flow())
                && a.coverage().equals(b.coverage())
                && a.report().flatMap(Report::dataProvider).equals(b.report().flatMap(Report::dataProvider));
    }

    /** The id in the model of one of so many reports of a set, counted from 1. */
    public static String id(String set, int number, int count) {
        return count == 1 ? set : StructureSet.id(set, "R" + number);
    }

    /** The agency of what a provider reports; without one it is that of the sender of the message. */
    public static String agency(Optional<Urn> provider, String sender) {
        return provider.map(Urn::item)
                .filter(a -> AGENCY.matcher(a).matches())
                .orElse(AGENCY.matcher(sender).matches() ? sender : NOBODY);
    }

    /** What a report is about: the objects of its target, a data provider only where there is nothing else. */
    public static List<UrnPattern> about(List<ReferenceValue> values) {
        List<UrnPattern> about = new ArrayList<>();
        List<UrnPattern> providers = new ArrayList<>();
        for (ReferenceValue v : values) {
            if (v.kind() == ReferenceValue.Kind.OBJECT && readable(v.value())) {
                UrnPattern p = UrnPattern.parse(v.value());
                (p.className().equals(ArtefactClass.DATA_PROVIDER.className()) ? providers : about).add(p);
            }
        }
        return about.isEmpty() ? providers : about;
    }

    /** Whether a target is the URN of something. */
    public static boolean readable(String target) {
        try {
            UrnPattern.parse(target);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What 2.1 says of a set that is of no report there: one about any number of objects. Targets with wildcards it cannot
     * say.
     */
    public static Report impliedReport(MetadataSet set) {
        return new Report(
                "REPORT",
                MetadataStructure.ANY_TARGET.id(),
                set.targets().stream()
                        .filter(UrnPattern::exact)
                        .map(t -> new ReferenceValue("OBJECT", ReferenceValue.Kind.OBJECT, t.toString(), List.of()))
                        .toList(),
                Optional.empty());
    }
}
