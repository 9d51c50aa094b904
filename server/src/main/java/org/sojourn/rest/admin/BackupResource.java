package org.sojourn.rest.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.sojourn.security.WriteAccess;
import org.sojourn.security.WriteGuard;

/** {@code GET /admin/backup}: the database of the running server in one zip, for admins. */
@Path("admin/backup")
@WriteAccess
public final class BackupResource {

    private final Consumer<java.nio.file.Path> backup;
    private final java.nio.file.Path folder;

    /**
     * @param backup writes a backup to a path
     * @param folder where a backup may stand while it is sent
     */
    public BackupResource(Consumer<java.nio.file.Path> backup, java.nio.file.Path folder) {
        this.backup = backup;
        this.folder = folder;
    }

    /** A backup of this moment; hashes of tokens are in it, so that no lesser token will do. */
    @GET
    @Produces("application/zip")
    public Response backup(@Context HttpServletRequest request) throws IOException {
        WriteGuard.requireAdmin(request);
        java.nio.file.Path zip = Files.createTempFile(folder, "backup-", ".zip");
        try {
            backup.accept(zip);
            long size = Files.size(zip);
            StreamingOutput body = out -> {
                try {
                    Files.copy(zip, out);
                } finally {
                    Files.deleteIfExists(zip);
                }
            };
            return Response.ok(body)
                    .header(HttpHeaders.CONTENT_LENGTH, size)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sojourn-backup.zip\"")
                    .build();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(zip);
            throw e;
        }
    }
}
