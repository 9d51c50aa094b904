package org.sojourn.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.VersionPattern;

/** A query for registrations of data (v2), in one of three ways; both times are exclusive. */
public sealed interface RegistrationQuery extends Query {

    /** Registrations by their own ids. */
    record ById(List<String> ids, Visibility visibility) implements RegistrationQuery {
        public ById {
            ids = List.copyOf(ids);
        }

        @Override
        public ById withVisibility(Visibility other) {
            return new ById(ids, other);
        }
    }

    /** Registrations of providers; lists are empty for any. */
    record ByProvider(
            List<String> agencies,
            List<String> providers,
            Optional<Instant> updatedAfter,
            Optional<Instant> updatedBefore,
            Visibility visibility)
            implements RegistrationQuery {
        public ByProvider {
            agencies = List.copyOf(agencies);
            providers = List.copyOf(providers);
        }

        @Override
        public ByProvider withVisibility(Visibility other) {
            return new ByProvider(agencies, providers, updatedAfter, updatedBefore, other);
        }
    }

    /** Registrations of data under these artefacts; lists are empty for any, {@code versions} never is. */
    record ByArtefact(
            Context context,
            List<String> agencies,
            List<String> ids,
            List<VersionPattern> versions,
            Optional<Instant> updatedAfter,
            Optional<Instant> updatedBefore,
            Visibility visibility)
            implements RegistrationQuery {
        public ByArtefact {
            agencies = List.copyOf(agencies);
            ids = List.copyOf(ids);
            versions = List.copyOf(versions);
        }

        @Override
        public ByArtefact withVisibility(Visibility other) {
            return new ByArtefact(context, agencies, ids, versions, updatedAfter, updatedBefore, other);
        }
    }

    @Override
    RegistrationQuery withVisibility(Visibility other);
}
