package org.sojourn.dsd;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.sojourn.data.DataSource;
import org.sojourn.mapping.MappedTable;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.mapping.SourceLayouts;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

/** The maps by which tables of other providers become migration data, each with the layout of its table. */
public final class MigrationMaps {

    private static final String FOLDER = "structures/maps/";
    private static final String FIGURES = "figures/";

    /** Every map that reads a table, in the order in which demonstrations load them. */
    private static final List<String> IDS = List.of(
            "SM_UNDESA_IMS",
            "SM_UNHCR_POP",
            "SM_UNHCR_APP",
            "SM_UNHCR_DEC",
            "SM_UNHCR_FLW",
            "SM_WB_REMIT",
            "SM_WB_COST",
            "SM_MIRROR_IMM",
            "SM_MIRROR_EMI",
            "SM_ESTAT_IMM",
            "SM_ESTAT_PRM",
            "SM_ESTAT_ASYAPP",
            "SM_ESTAT_ASYDEC",
            "SM_NAT_PERMITS");

    private MigrationMaps() {}

    /** The layouts of all tables; read again by each call. */
    public static List<SourceLayout> layouts() {
        return IDS.stream().map(MigrationMaps::read).toList();
    }

    /** The layout of a map by its id, such as {@code SM_UNHCR_DEC}; empty for none of these. */
    public static Optional<SourceLayout> layout(String id) {
        return IDS.contains(id) ? Optional.of(read(id)) : Optional.empty();
    }

    /**
     * The figures that come along in such a layout, as data.
     *
     * @param catalogue knows the migration structures
     * @param problems told what of the figures cannot be mapped, which is a fault of the build
     */
    public static DataSource shipped(SourceLayout layout, Catalogue catalogue, Problems problems) {
        return new MappedTable(layout, catalogue, () -> figures(layout), problems);
    }

    /**
     * Opens the figures that come along in such a layout, unpacked.
     *
     * @throws FileNotFoundException when the layout names none
     */
    public static InputStream figures(SourceLayout layout) throws IOException {
        String file = layout.figures()
                .orElseThrow(() -> new FileNotFoundException("no figures come along for " + layout.id()));
        return new GZIPInputStream(resource(FIGURES + file), 1 << 16);
    }

    private static SourceLayout read(String id) {
        try (InputStream in = resource(FOLDER + id + ".layout.json")) {
            return SourceLayouts.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = MigrationMaps.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name + " is missing from the installation");
        }
        return in;
    }
}
