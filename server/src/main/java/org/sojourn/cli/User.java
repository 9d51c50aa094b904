package org.sojourn.cli;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.sojourn.store.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn user}: the tokens of people and programs, in a data directory that no server uses. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Makes, lists and revokes tokens, in a data directory that no server uses.",
        synopsisSubcommandLabel = "add|list|revoke")
final class User implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of add, list, revoke is missing");
    }

    /** What the holder of a token may do, in words of the command line. */
    enum Role {
        admin(Tokens.Role.ADMIN),
        writer(Tokens.Role.WRITER),
        reader(Tokens.Role.READER);

        private final Tokens.Role role;

        Role(Tokens.Role role) {
            this.role = role;
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Makes a token: standard output gets the token alone, which is never shown again.")
    int add(
            @Mixin DataOptions options,
            @Parameters(paramLabel = "NAME", description = "Whose token it is.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "admin|writer|reader",
                            defaultValue = "writer",
                            description = "What the holder may do (default: writer).")
                    Role role) {
        if (name.isBlank()) {
            throw CommandFailure.misused("the name is empty; expected whose token it is");
        }
        try (DataOptions.Offline offline = DataOptions.Offline.open(options.existing())) {
            Tokens.Created created = offline.records().tokens().create(name.strip(), role.role);
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            err.println("Token of " + created.holder().name() + " (" + role + "), id "
                    + created.holder().id() + "; it is shown only now:");
            err.flush();
            out.println(created.secret());
            out.flush();
            return Main.OK;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the valid tokens, the oldest first.")
    int list(@Mixin DataOptions options) {
        try (DataOptions.Offline offline = DataOptions.Offline.open(options.existing())) {
            PrintWriter out = spec.commandLine().getOut();
            List<Tokens.Holder> holders = offline.records().tokens().list();
            if (holders.isEmpty()) {
                out.println("There are no tokens.");
            }
            for (Tokens.Holder holder : holders) {
                out.println(holder.id() + "  " + holder.role().name().toLowerCase(Locale.ROOT) + "  "
                        + holder.created().truncatedTo(ChronoUnit.SECONDS) + "  " + holder.name());
            }
            out.flush();
            return Main.OK;
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Makes a token worthless for ever.")
    int revoke(
            @Mixin DataOptions options,
            @Parameters(paramLabel = "ID|NAME", description = "Its id, or the name if only one token has it.")
                    String word) {
        try (DataOptions.Offline offline = DataOptions.Offline.open(options.existing())) {
            Tokens tokens = offline.records().tokens();
            List<Tokens.Holder> meant = tokens.list().stream()
                    .filter(h -> h.id().equals(word) || h.name().equals(word))
                    .toList();
            if (meant.isEmpty()) {
                throw CommandFailure.failed("no valid token has the id or name '" + word + "'; see sojourn user list");
            }
            if (meant.size() > 1) {
                throw CommandFailure.failed(meant.size() + " tokens are called '" + word + "'; give an id: "
                        + String.join(
                                ", ", meant.stream().map(Tokens.Holder::id).toList()));
            }
            tokens.revoke(meant.getFirst().id());
            spec.commandLine()
                    .getOut()
                    .println("Revoked the token of " + meant.getFirst().name() + ".");
            spec.commandLine().getOut().flush();
            return Main.OK;
        }
    }
}
