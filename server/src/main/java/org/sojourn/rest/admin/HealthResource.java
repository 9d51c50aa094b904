package org.sojourn.rest.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.sojourn.config.SojournVersion;
import org.sojourn.service.Health;

/** {@code GET /health}: 200 when the server answers queries and all its parts are well, else 503. */
@Path("health")
public final class HealthResource {
    private final Health health;

    /** The body for {@code status}: {@code ok} or {@code degraded}; while starting the container answers itself. */
    private record Body(String status, String version, long uptimeSeconds, Map<String, String> parts) {}

    public HealthResource(Health health) {
        this.health = health;
    }

    /** The state of this moment; never cached. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response health() {
        Health.Report report = health.report();
        Map<String, String> parts = new TreeMap<>();
        report.parts().forEach((part, well) -> parts.put(part, well ? "ok" : "failing"));
        Body body = new Body(
                report.ok() ? "ok" : "degraded",
                SojournVersion.text(),
                report.uptime().toSeconds(),
                parts);
        return Response.status(report.ok() ? 200 : 503)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(body)
                .build();
    }
}
