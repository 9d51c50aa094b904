package org.sojourn.rest.v2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sojourn.format.Api;
import org.sojourn.format.UploadFormats;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.StructureResource;
import org.sojourn.query.V2Grammar;
import org.sojourn.rest.Call;
import org.sojourn.rest.RequestBody;
import org.sojourn.rest.StructureReports;
import org.sojourn.security.WriteAccess;
import org.sojourn.service.StructureMaintenance;
import org.sojourn.service.StructureMaintenance.Manner;
import org.sojourn.service.SubmissionReport;

/**
 * Structure maintenance (REST 2.2): {@code POST structure[/type]} creates and replaces, {@code PUT} of one artefact's address
 * replaces it, {@code DELETE} takes it or one of its items away. Each call is done as a whole or not at all.
 */
@Path("sdmx/v2")
@WriteAccess
public final class MaintenanceResource {

    private static final String STRUCTURE = "{path: structure(/.*)?}";

    private final StructureMaintenance maintenance;
    private final V2Grammar grammar;
    private final StructureReports reports;

    public MaintenanceResource(StructureMaintenance maintenance, V2Grammar grammar, StructureReports reports) {
        this.maintenance = maintenance;
        this.grammar = grammar;
        this.reports = reports;
    }

    /**
     * Creates or replaces the artefacts of a structure message.
     *
     * @param dryRun whether to tell only what would happen
     * @param versioning {@code lenient} lets pass versions that promise too little change, as others may have published them
     */
    @POST
    @Path(STRUCTURE)
    public Response post(
            InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("versioning") @Nullable String versioning)
            throws IOException {
        Call call = new Call(Api.V2, uri, headers, request, sent);
        StructureQuery target = target(call);
        if (!target.agencies().isEmpty() || !target.ids().isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.METHOD_NOT_ALLOWED,
                    "artefacts are posted to structure or structure/"
                            + target.resource().word() + "; PUT replaces the one of this address");
        }
        return store(
                body, call, headers, artefacts -> ofType(artefacts, target.resource()), manner(dryRun, versioning));
    }

    /**
     * Replaces one artefact.
     *
     * <p>It must be there (404): that PUT also creates is only proposed for the standard.
     */
    @PUT
    @Path(STRUCTURE)
    public Response put(
            InputStream body,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("versioning") @Nullable String versioning)
            throws IOException {
        Call call = new Call(Api.V2, uri, headers, request, sent);
        StructureQuery target = target(call);
        if (!target.items().isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.METHOD_NOT_ALLOWED,
                    "an item is replaced by a scheme with isPartial=\"true\" that holds it, sent to the scheme's address");
        }
        Urn stored = stored(target);
        return store(body, call, headers, artefacts -> exactly(artefacts, stored), manner(dryRun, versioning));
    }

    /** Deletes one artefact, or one item of it. */
    @DELETE
    @Path(STRUCTURE)
    public Response delete(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context HttpServletRequest sent,
            @QueryParam("dryRun") boolean dryRun) {
        Call call = new Call(Api.V2, uri, headers, request, sent);
        StructureQuery target = target(call);
        if (target.items().size() > 1) {
            throw new SdmxException(SdmxException.Kind.SYNTAX, "one item at a time can be deleted");
        }
        SubmissionReport report = maintenance.delete(
                stored(target), target.items().isEmpty() ? "" : target.items().getFirst(), manner(dryRun, null));
        return reports.answer(report, headers, Optional.empty(), call.base());
    }

    private Response store(
            InputStream body,
            Call call,
            HttpHeaders headers,
            Consumer<List<MaintainableArtefact>> allowed,
            Manner manner)
            throws IOException {
        StructureMaintenance.Stored stored =
                maintenance.store(new RequestBody(body), formats(headers), allowed, manner);
        return reports.answer(stored.report(), headers, stored.format(), call.base());
    }

    private static Manner manner(boolean dryRun, @Nullable String versioning) {
        if (versioning != null && !versioning.equals("lenient") && !versioning.equals("strict")) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "versioning '" + versioning + "' is not known; expected strict or lenient");
        }
        return new Manner(dryRun, "lenient".equals(versioning));
    }

    private StructureQuery target(Call call) {
        ParsedQuery parsed = grammar.parse(call.rawPath(), "");
        return (StructureQuery) parsed.query();
    }

    /** The one stored artefact that an address names. */
    private Urn stored(StructureQuery target) {
        boolean one = target.resource() != StructureResource.ANY
                && target.agencies().size() == 1
                && target.ids().size() == 1
                && target.versions().size() == 1;
        VersionPattern version = target.versions().getFirst();
        // An unversioned artefact has no other address than ~.
        boolean unversioned = version.equals(VersionPattern.NEWEST);
        if (!one || (version.choice() != VersionPattern.Choice.EXACT && !unversioned)) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "the address must name one artefact: structure/type/agencyID/resourceID/version with an exact version");
        }
        return target.resource().classes().stream()
                .flatMap(type ->
                        maintenance
                                .catalogue()
                                .versionsOf(
                                        type,
                                        target.agencies().getFirst(),
                                        target.ids().getFirst())
                                .stream())
                .filter(artefact -> unversioned ? artefact.version().isNone() : version.matches(artefact.version()))
                .map(MaintainableArtefact::urn)
                .findFirst()
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.NOT_FOUND,
                        "there is no " + target.resource().word() + " "
                                + target.agencies().getFirst() + ":"
                                + target.ids().getFirst() + "(" + version + ")"));
    }

    private static void ofType(List<MaintainableArtefact> artefacts, StructureResource type) {
        artefacts.stream()
                .filter(artefact -> !type.covers(artefact.type()))
                .findFirst()
                .ifPresent(artefact -> {
                    throw new SdmxException(
                            SdmxException.Kind.SEMANTIC,
                            "the message holds " + artefact.type().className() + " "
                                    + artefact.urn().shortForm() + ", but the address is that of the type "
                                    + type.word());
                });
    }

    private static void exactly(List<MaintainableArtefact> artefacts, Urn wanted) {
        if (artefacts.size() != 1 || !same(artefacts.getFirst().urn(), wanted)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "the message must hold " + wanted.type().className() + " " + wanted.shortForm()
                            + ", which its address names, and nothing else; it holds "
                            + (artefacts.isEmpty()
                                    ? "nothing"
                                    : artefacts.getFirst().type().className() + " "
                                            + artefacts.getFirst().urn().shortForm()
                                            + (artefacts.size() > 1
                                                    ? " and " + (artefacts.size() - 1) + " more"
                                                    : "")));
        }
    }

    private static boolean same(Urn sent, Urn wanted) {
        Version none = Version.LEGACY_DEFAULT;
        return sent.equals(wanted) || (wanted.version().isEmpty() && sent.equals(wanted.withVersion(none.text())));
    }

    private static UploadFormats formats(HttpHeaders headers) {
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        // A SubmitStructureRequest holds structures too.
        UploadFormats formats =
                UploadFormats.of(contentType == null ? "" : contentType.replace(".registry+xml", ".structure+xml"));
        if (formats.structures().isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.UNSUPPORTED_MEDIA_TYPE,
                    "content type '" + contentType
                            + "' is one of data, here structures are expected; POST it to /sdmx/v2/data");
        }
        return formats;
    }
}
